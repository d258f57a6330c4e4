import { corrupt, tooLong } from './unpackErrors.ts';

/*
 * Two forms are on the wire: one raw block, as librdkafka writes it, and the chunks of Java's snappy library: a header of 16
 * bytes, then raw blocks, each behind its length as int32.
 */
const javaHeader = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const javaHeaderBytes = 16;

/** @throws KafkaWireError CORRUPT_MESSAGE for what is no snappy or becomes longer than `maxBytes` */
export function unpackSnappy(bytes: Buffer, maxBytes: number): Buffer {
  if (!bytes.subarray(0, javaHeader.length).equals(javaHeader)) return unpackBlock(bytes, maxBytes);
  const blocks: Buffer[] = [];
  let total = 0;
  for (let position = javaHeaderBytes; position < bytes.length; ) {
    if (position + 4 > bytes.length) throw corrupt('snappy', 'a length that is cut');
    const start = position + 4;
    const end = start + bytes.readUInt32BE(position);
    if (end > bytes.length) throw corrupt('snappy', 'a block that does not fit');
    const block = unpackBlock(bytes.subarray(start, end), maxBytes - total);
    total += block.length;
    blocks.push(block);
    position = end;
  }
  return Buffer.concat(blocks, total);
}

/** The length of the content as a varint, then literals and copies from what is unpacked already. */
function unpackBlock(block: Buffer, maxBytes: number): Buffer {
  let from = 0;
  const number = (bytes: number): number => {
    if (from + bytes > block.length) throw corrupt('snappy', 'an element that is cut');
    const value = block.readUIntLE(from, bytes);
    from += bytes;
    return value;
  };
  let size = 0;
  for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
    byte = number(1);
    size += (byte & 0x7f) * 2 ** shift;
    if (size > maxBytes || shift > 28) throw tooLong('snappy', maxBytes);
  }
  const out = Buffer.allocUnsafe(size);
  let to = 0;
  while (from < block.length) {
    const tag = number(1);
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : number(short - 59)) + 1;
      if (from + length > block.length || to + length > size)
        throw corrupt('snappy', 'literals that do not fit');
      block.copy(out, to, from, from + length);
      from += length;
      to += length;
      continue;
    }
    const isShort = (tag & 3) === 1;
    const length = isShort ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const distance = isShort ? (tag >> 5) * 256 + number(1) : number((tag & 3) === 2 ? 2 : 4);
    if (distance === 0 || distance > to || to + length > size)
      throw corrupt('snappy', 'a copy that does not fit');
    for (const end = to + length; to < end; to++) out[to] = out[to - distance] as number;
  }
  if (to !== size) throw corrupt('snappy', 'less than it announces');
  return out;
}
