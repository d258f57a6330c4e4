/** Castagnoli's polynomial, its bits reversed (RFC 3720, appendix B.4). */
const polynomial = 0x82f63b78;

/** Eight tables of 256: the nth is what a byte contributes that is n bytes before the last of a step. */
const tables = makeTables();

function makeTables(): Int32Array {
  const all = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    all[byte] = crc;
  }
  for (let i = 256; i < all.length; i++) {
    const nearer = all[i - 256] as number;
    all[i] = (nearer >>> 8) ^ (all[nearer & 255] as number);
  }
  return all;
}

/** The checksum of record batches, CRC-32C, of the bytes from `start` to `end`; eight of them a step. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const T = tables;
  let crc = -1;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    const low =
      crc ^
      ((bytes[i] as number) |
        ((bytes[i + 1] as number) << 8) |
        ((bytes[i + 2] as number) << 16) |
        ((bytes[i + 3] as number) << 24));
    crc =
      (T[0x700 | (low & 255)] as number) ^
      (T[0x600 | ((low >>> 8) & 255)] as number) ^
      (T[0x500 | ((low >>> 16) & 255)] as number) ^
      (T[0x400 | (low >>> 24)] as number) ^
      (T[0x300 | (bytes[i + 4] as number)] as number) ^
      (T[0x200 | (bytes[i + 5] as number)] as number) ^
      (T[0x100 | (bytes[i + 6] as number)] as number) ^
      (T[bytes[i + 7] as number] as number);
  }
  for (; i < end; i++) crc = (T[(crc ^ (bytes[i] as number)) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}
