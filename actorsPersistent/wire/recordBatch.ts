import { ActorError } from '@kafka-tutorial/actors';
import type { InputRecord } from '@kafka-tutorial/serving';

// A micro-batch of raw records on its way to an actor on another thread or node, all numbers big-endian:
//
//     u8 version  u32 count, and for each record:
//     i32 partition  i64 offset  i64 timestamp  i32 length of key, -1 for none  i32 length of value, -1 for none  key  value
//
// One copy of the bytes, and no object a record: what a structured clone would make of them costs more than scoring.
const version = 1;
const headLength = 5;
const recordHeadLength = 28;
const mostRecords = 65_536;

/** The bytes of a batch; the records' topic goes beside it. */
export function encodeRecordBatch(inputs: readonly InputRecord[]): Uint8Array {
  let length = headLength;
  for (const { message } of inputs) {
    length += recordHeadLength + (message.key?.length ?? 0) + (message.value?.length ?? 0);
  }
  const bytes = Buffer.allocUnsafeSlow(length);
  bytes.writeUInt8(version, 0);
  bytes.writeUInt32BE(inputs.length, 1);
  let at = headLength;
  for (const { partition, message } of inputs) {
    at = bytes.writeInt32BE(partition, at);
    at = bytes.writeBigInt64BE(BigInt(message.offset), at);
    at = bytes.writeBigInt64BE(BigInt(message.timestamp), at);
    at = bytes.writeInt32BE(message.key?.length ?? -1, at);
    at = bytes.writeInt32BE(message.value?.length ?? -1, at);
    at += message.key?.copy(bytes, at) ?? 0;
    at += message.value?.copy(bytes, at) ?? 0;
  }
  return bytes;
}

/**
 * The records of a batch. Their keys and values are parts of the batch, not copies.
 *
 * @throws ActorError ACTOR_MESSAGE_MALFORMED
 */
export function decodeRecordBatch(batch: Uint8Array, topic: string): InputRecord[] {
  const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength);
  try {
    if (bytes.readUInt8(0) !== version) throw new RangeError(`version ${bytes[0]}; expected ${version}`);
    const count = bytes.readUInt32BE(1);
    if (count > mostRecords) throw new RangeError(`${count} records; at most ${mostRecords}`);
    const inputs: InputRecord[] = [];
    let at = headLength;
    const slice = (length: number): Buffer | null => {
      if (length === -1) return null;
      if (length < 0 || at + length > bytes.length) throw new RangeError(`${length} bytes at ${at}`);
      at += length;
      return bytes.subarray(at - length, at);
    };
    for (let i = 0; i < count; i++) {
      const partition = bytes.readInt32BE(at);
      const offset = String(bytes.readBigInt64BE(at + 4));
      const timestamp = String(bytes.readBigInt64BE(at + 12));
      const keyLength = bytes.readInt32BE(at + 20);
      const valueLength = bytes.readInt32BE(at + 24);
      at += recordHeadLength;
      const key = slice(keyLength);
      const value = slice(valueLength);
      inputs.push({
        topic,
        partition,
        message: { key, value, offset, timestamp, attributes: 0, headers: {} },
      });
    }
    if (at !== bytes.length) throw new RangeError(`${bytes.length - at} bytes too many`);
    return inputs;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ActorError('ACTOR_MESSAGE_MALFORMED', `not a batch of records: ${reason}`, { cause });
  }
}
