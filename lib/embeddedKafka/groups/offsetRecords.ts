/*
 * Records of the topic __consumer_offsets, in Kafka's own layout, so that Kafka's tools can read them:
 *   key    version int16 = 1, group string, topic string, partition int32
 *   value  version int16 = 3, offset int64, leaderEpoch int32, metadata string, commitTimestamp int64 (ms)
 * A string is its length as int16 and UTF-8. A record without value says that the offset is forgotten.
 */
const keyVersion = 1;
const valueVersion = 3;

export interface OffsetKey {
  groupId: string;
  topic: string;
  partition: number;
}

export interface CommittedOffset {
  offset: bigint;
  /** −1 when unknown. */
  leaderEpoch: number;
  metadata: string;
  /** Milliseconds since 1970. */
  commitTimestamp: bigint;
}

export function encodeOffsetKey({ groupId, topic, partition }: OffsetKey): Buffer {
  return Buffer.concat([int16(keyVersion), string(groupId), string(topic), int32(partition)]);
}

/** Undefined for keys of other kinds of records. */
export function decodeOffsetKey(bytes: Buffer): OffsetKey | undefined {
  if (bytes.readInt16BE(0) !== keyVersion) return undefined;
  const [groupId, topicStart] = readString(bytes, 2);
  const [topic, partitionStart] = readString(bytes, topicStart);
  return { groupId, topic, partition: bytes.readInt32BE(partitionStart) };
}

export function encodeOffsetValue(committed: CommittedOffset): Buffer {
  return Buffer.concat([
    int16(valueVersion),
    int64(committed.offset),
    int32(committed.leaderEpoch),
    string(committed.metadata),
    int64(committed.commitTimestamp),
  ]);
}

/** @throws Error for a version that is not written here */
export function decodeOffsetValue(bytes: Buffer): CommittedOffset {
  const version = bytes.readInt16BE(0);
  if (version !== valueVersion)
    throw new Error(`expected an offset of version ${valueVersion}, got ${version}`);
  const [metadata, timestampStart] = readString(bytes, 14);
  return {
    offset: bytes.readBigInt64BE(2),
    leaderEpoch: bytes.readInt32BE(10),
    metadata,
    commitTimestamp: bytes.readBigInt64BE(timestampStart),
  };
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function string(value: string): Buffer {
  const utf8 = Buffer.from(value);
  return Buffer.concat([int16(utf8.length), utf8]);
}

function readString(bytes: Buffer, start: number): [value: string, end: number] {
  const end = start + 2 + bytes.readInt16BE(start);
  return [bytes.toString('utf8', start + 2, end), end];
}
