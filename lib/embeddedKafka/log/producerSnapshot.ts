import { coordinatorEpoch } from '../records/controlRecord.ts';
import { crc32c } from '../records/crc32c.ts';
import type { ProducerEntry, RememberedBatch } from './producerStates.ts';
import { subtractFromSequence } from './sequence.ts';

/*
 * A .snapshot file, in Kafka's format:
 *   0  version  int16   1
 *   2  crc      uint32  CRC-32C of all that follows
 *   6  count    int32
 *  10  entries of 46 bytes: producerId int64, epoch int16, lastSequence int32, lastOffset int64, offsetDelta int32,
 *      timestamp int64, coordinatorEpoch int32, currentTransactionFirstOffset int64
 * Kafka writes the last batch of each producer; here all that are remembered are written, the newest last, which Kafka
 * would take for the state as well. A producer without batches has one entry with lastSequence −1.
 */
const version = 1;
const headerBytes = 10;
const entryBytes = 46;
const noBatch = { baseSequence: -1, lastSequence: -1, baseOffset: -1n, lastOffset: -1n, timestamp: -1n };

export function encodeSnapshot(producers: ReadonlyMap<bigint, ProducerEntry>): Buffer {
  const rows = [...producers].flatMap(([id, entry]) =>
    (entry.batches.length > 0 ? entry.batches : [noBatch]).map((batch) => ({ id, entry, batch })),
  );
  const bytes = Buffer.alloc(headerBytes + rows.length * entryBytes);
  bytes.writeInt16BE(version, 0);
  bytes.writeInt32BE(rows.length, 6);
  for (const [index, { id, entry, batch }] of rows.entries()) {
    const start = headerBytes + index * entryBytes;
    bytes.writeBigInt64BE(id, start);
    bytes.writeInt16BE(entry.epoch, start + 8);
    bytes.writeInt32BE(batch.lastSequence, start + 10);
    bytes.writeBigInt64BE(batch.lastOffset, start + 14);
    bytes.writeInt32BE(Number(batch.lastOffset - batch.baseOffset), start + 22);
    bytes.writeBigInt64BE(batch.timestamp, start + 26);
    bytes.writeInt32BE(entry.transactionStart === undefined ? -1 : coordinatorEpoch, start + 34);
    bytes.writeBigInt64BE(entry.transactionStart ?? -1n, start + 38);
  }
  bytes.writeUInt32BE(crc32c(bytes, 6), 2);
  return bytes;
}

/** @param seenAt broker time, ms, from which the producers' expiry counts. Undefined for bytes that are no snapshot. */
export function decodeSnapshot(bytes: Buffer, seenAt: number): Map<bigint, ProducerEntry> | undefined {
  if (bytes.length < headerBytes || bytes.readInt16BE(0) !== version) return undefined;
  if (bytes.readUInt32BE(2) !== crc32c(bytes, 6)) return undefined;
  const producers = new Map<bigint, ProducerEntry>();
  for (let start = headerBytes; start + entryBytes <= bytes.length; start += entryBytes) {
    const id = bytes.readBigInt64BE(start);
    const batch = decodeBatch(bytes, start);
    const batches = [...(producers.get(id)?.batches ?? []), ...(batch.lastSequence < 0 ? [] : [batch])];
    const firstOffset = bytes.readBigInt64BE(start + 38);
    const transactionStart = firstOffset < 0n ? undefined : firstOffset;
    producers.set(id, { epoch: bytes.readInt16BE(start + 8), batches, seenAt, transactionStart });
  }
  return producers;
}

function decodeBatch(bytes: Buffer, start: number): RememberedBatch {
  const lastSequence = bytes.readInt32BE(start + 10);
  const lastOffset = bytes.readBigInt64BE(start + 14);
  const offsetDelta = bytes.readInt32BE(start + 22);
  return {
    lastSequence,
    lastOffset,
    baseSequence: subtractFromSequence(lastSequence, offsetDelta),
    baseOffset: lastOffset - BigInt(offsetDelta),
    timestamp: bytes.readBigInt64BE(start + 26),
  };
}
