const block = 512;

/**
 * A tar archive (POSIX ustar) of files by path, the same bytes for the same files whenever it is written.
 *
 * @throws RangeError for a path of more than 100 bytes
 */
export function writeTar(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [path, content] of files) {
    parts.push(header(path, content.length), content, Buffer.alloc(-content.length & (block - 1)));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function header(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new RangeError(`the path ${path} is too long for a tar header`);
  const bytes = Buffer.alloc(block);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  bytes.write(path, 0);
  bytes.write(octal(0o644, 7), 100);
  bytes.write(octal(0, 7), 108);
  bytes.write(octal(0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  bytes.fill(' ', 148, 156);
  bytes.write('0', 156);
  bytes.write('ustar\0' + '00', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${octal(sum, 6)}\0 `, 148);
  return bytes;
}
