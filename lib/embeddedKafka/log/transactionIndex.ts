/*
 * A .txnindex file, in Kafka's format: entries of 34 bytes, in the order of lastOffset.
 *   0  version           int16  0
 *   2  producerId        int64
 *  10  firstOffset       int64
 *  18  lastOffset        int64  that of the abort marker
 *  26  lastStableOffset  int64  of the log, once this transaction had ended
 */
const entryBytes = 34;
const version = 0;

/** A transaction whose records a reader of committed records must skip. */
export interface AbortedTransaction {
  producerId: bigint;
  firstOffset: bigint;
  /** Offset of the marker. */
  lastOffset: bigint;
  /** No transaction that began before this offset ends behind this one. */
  lastStableOffset: bigint;
}

export function encodeTransactionIndex(aborted: readonly AbortedTransaction[]): Buffer {
  const bytes = Buffer.alloc(aborted.length * entryBytes);
  for (const [index, entry] of aborted.entries()) {
    const start = index * entryBytes;
    bytes.writeInt16BE(version, start);
    bytes.writeBigInt64BE(entry.producerId, start + 2);
    bytes.writeBigInt64BE(entry.firstOffset, start + 10);
    bytes.writeBigInt64BE(entry.lastOffset, start + 18);
    bytes.writeBigInt64BE(entry.lastStableOffset, start + 26);
  }
  return bytes;
}

/** What is left over behind the last whole entry is dropped. */
export function decodeTransactionIndex(bytes: Buffer): AbortedTransaction[] {
  return Array.from({ length: Math.floor(bytes.length / entryBytes) }, (_, index) => {
    const start = index * entryBytes;
    return {
      producerId: bytes.readBigInt64BE(start + 2),
      firstOffset: bytes.readBigInt64BE(start + 10),
      lastOffset: bytes.readBigInt64BE(start + 18),
      lastStableOffset: bytes.readBigInt64BE(start + 26),
    };
  });
}
