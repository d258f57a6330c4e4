const upperHalf = 0x1_0000_0000;

/** Writes a time (not negative, below 2^53) as 8 bytes, big-endian. Two halves, because then it needs no bigint. */
export function writeTime(bytes: Buffer, time: number, offset: number): void {
  bytes.writeUInt32BE(Math.floor(time / upperHalf), offset);
  bytes.writeUInt32BE(time % upperHalf, offset + 4);
}

export function readTime(bytes: Buffer, offset: number): number {
  return bytes.readUInt32BE(offset) * upperHalf + bytes.readUInt32BE(offset + 4);
}
