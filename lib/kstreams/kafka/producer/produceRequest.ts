import { byTopic } from '../byTopic.ts';
import type { BrokerRequest } from '../protocol/brokerRequest.ts';
import { bytes as bytesField, int16, int32, string } from '../protocol/wire.ts';
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

/** All replicas in sync have to have it. */
const allReplicas = -1;

/** Writes batches of different partitions; version 7, the last but one before tagged fields, for brokers since 2.1. */
export function produceRequest(
  batches: readonly PartitionBytes[],
  timeoutMs: number,
): BrokerRequest<{ readonly partitions: readonly PartitionAnswer[] }> {
  return {
    ...{ apiKey: 0, apiVersion: 7, apiName: 'Produce' },
    encode() {
      const topics = byTopic(batches);
      // No transactional id.
      const parts = [int16(-1), int16(allReplicas), int32(timeoutMs), int32(topics.size)];
      for (const [topic, own] of topics) {
        parts.push(string(topic), int32(own.length));
        for (const { partition, bytes } of own) parts.push(int32(partition), ...bytesField(bytes));
      }
      return Buffer.concat(parts);
    },
    decode(reader) {
      const partitions = reader.array(() => {
        const topic = reader.string();
        return reader.array(() => {
          const [partition, errorCode] = [reader.int32(), reader.int16()];
          const baseOffset = Number(reader.int64());
          // logAppendTimeMs, logStartOffset
          for (let i = 0; i < 2; i++) reader.int64();
          return { topic, partition, errorCode, baseOffset };
        });
      });
      return { partitions: partitions.flat(), throttleTimeMs: reader.int32() };
    },
  };
}
