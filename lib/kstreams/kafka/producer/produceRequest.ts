import { byTopic } from '../byTopic.ts';
import type { TopicPartition } from '../taskPlan.ts';

/** A batch for a partition, as bytes. */
export interface PartitionBytes extends TopicPartition {
  readonly bytes: Buffer;
}

/** How a broker answers for one partition. */
export interface PartitionAnswer extends TopicPartition {
  readonly errorCode: number;
  /** Where the batch begins in the log; −1 when it is not there, or not known. */
  readonly baseOffset: number;
}

/** A request as kafkajs' connections take it. */
export interface KafkajsRequest<T> {
  readonly request: {
    readonly apiKey: number;
    readonly apiVersion: number;
    readonly apiName: string;
    /** Answers what kafkajs calls an encoder. */
    encode(): Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
  };
  readonly response: {
    decode(bytes: Buffer): Promise<T>;
    parse(decoded: T): Promise<T>;
  };
}

interface ProduceAnswer {
  readonly partitions: readonly PartitionAnswer[];
  /** For kafkajs, which waits for so long when a quota is exceeded. */
  readonly clientSideThrottleTime: number;
}

/** The last version before tagged fields; brokers since 2.1 take it, 4.x included. */
const apiVersion = 7;
/** All replicas in sync have to have it. */
const allReplicas = -1;

/** A Produce request for batches of different partitions. */
export function produceRequest(
  batches: readonly PartitionBytes[],
  timeoutMs: number,
): KafkajsRequest<ProduceAnswer> {
  return {
    request: {
      ...{ apiKey: 0, apiVersion, apiName: 'Produce' },
      async encode() {
        const bytes = encode(batches, timeoutMs);
        return { buf: bytes, buffer: bytes };
      },
    },
    response: { decode: async (bytes) => decode(bytes), parse: async (answer) => answer },
  };
}

function encode(batches: readonly PartitionBytes[], timeoutMs: number): Buffer {
  const topics = byTopic(batches);
  // No transactional id.
  const parts = [int16(-1), int16(allReplicas), int32(timeoutMs), int32(topics.size)];
  for (const [topic, own] of topics) {
    const name = Buffer.from(topic);
    parts.push(int16(name.length), name, int32(own.length));
    for (const { partition, bytes } of own) parts.push(int32(partition), int32(bytes.length), bytes);
  }
  return Buffer.concat(parts);
}

function decode(bytes: Buffer): ProduceAnswer {
  const partitions: PartitionAnswer[] = [];
  let at = 0;
  const next = (length: number) => {
    at += length;
    return at - length;
  };
  for (let topics = bytes.readInt32BE(next(4)); topics > 0; topics--) {
    const nameBytes = bytes.readInt16BE(next(2));
    const topic = bytes.toString('utf8', at, next(nameBytes) + nameBytes);
    for (let count = bytes.readInt32BE(next(4)); count > 0; count--) {
      const partition = bytes.readInt32BE(next(4));
      const errorCode = bytes.readInt16BE(next(2));
      partitions.push({ topic, partition, errorCode, baseOffset: Number(bytes.readBigInt64BE(next(8))) });
      // logAppendTimeMs, logStartOffset
      next(16);
    }
  }
  return { partitions, clientSideThrottleTime: bytes.readInt32BE(next(4)) };
}

function int16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}
