import { corrupt, tooLong } from './unpackErrors.ts';

/*
 * An LZ4 frame, as Kafka writes it: magic, FLG, BD, [content size], header checksum; blocks, each with its length (highest
 * bit: stored as it is); a length of 0 at the end; [content checksum]. Checksums are for the clients to look at.
 */
const magic = 0x184d2204;
const storedBit = 0x80000000;
const blockBytes: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };

/** @throws KafkaWireError CORRUPT_MESSAGE for what is no LZ4 frame or becomes longer than `maxBytes` */
export function unpackLz4(bytes: Buffer, maxBytes: number): Buffer {
  if (bytes.length < 7 || bytes.readUInt32LE(0) !== magic) throw corrupt('lz4', 'no frame');
  const flags = bytes.readUInt8(4);
  const maxBlock = blockBytes[(bytes.readUInt8(5) >> 4) & 7];
  if (flags >> 6 !== 1 || maxBlock === undefined) throw corrupt('lz4', 'an unknown kind of frame');
  const blockChecksum = flags & 0x10 ? 4 : 0;
  const blocks: Buffer[] = [];
  let total = 0;
  let position = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  while (position + 4 <= bytes.length) {
    const header = bytes.readUInt32LE(position);
    if (header === 0) return Buffer.concat(blocks, total);
    const length = header & ~storedBit;
    const start = position + 4;
    if (length > maxBlock || start + length > bytes.length) throw corrupt('lz4', 'a block that does not fit');
    const block = bytes.subarray(start, start + length);
    const unpacked = header & storedBit ? block : unpackBlock(block, maxBlock);
    total += unpacked.length;
    if (total > maxBytes) throw tooLong('lz4', maxBytes);
    blocks.push(unpacked);
    position = start + length + blockChecksum;
  }
  throw corrupt('lz4', 'no end of the frame');
}

/** Sequences of literals and of copies from what is unpacked already. */
function unpackBlock(block: Buffer, maxBytes: number): Buffer {
  const out = Buffer.allocUnsafe(maxBytes);
  let [from, to] = [0, 0];
  const length = (nibble: number): number => {
    let value = nibble;
    for (let byte = 255; nibble === 15 && byte === 255; value += byte) {
      if (from >= block.length) throw corrupt('lz4', 'a length that is cut');
      byte = block[from++] as number;
    }
    return value;
  };
  while (from < block.length) {
    const token = block[from++] as number;
    const literals = length(token >> 4);
    if (from + literals > block.length || to + literals > maxBytes)
      throw corrupt('lz4', 'literals that do not fit');
    block.copy(out, to, from, from + literals);
    from += literals;
    to += literals;
    if (from === block.length) break;
    if (from + 2 > block.length) throw corrupt('lz4', 'an offset that is cut');
    const distance = block.readUInt16LE(from);
    from += 2;
    const copied = length(token & 15) + 4;
    if (distance === 0 || distance > to || to + copied > maxBytes)
      throw corrupt('lz4', 'a copy that does not fit');
    for (const end = to + copied; to < end; to++) out[to] = out[to - distance] as number;
  }
  return out.subarray(0, to);
}
