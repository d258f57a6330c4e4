import { byTopic } from '../byTopic.ts';
import type { Position } from '../partitionReader.ts';
import type { BrokerRequest } from '../protocol/brokerRequest.ts';
import { int8, int32, int64, string } from '../protocol/wire.ts';
import type { TopicPartition } from '../taskPlan.ts';

/** How much a fetch brings at most, and how long it waits for something. */
export interface FetchLimits {
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

/** What came of a partition. */
export interface FetchedBytes extends TopicPartition {
  readonly errorCode: number;
  readonly lastStableOffset: number;
  readonly abortedTransactions: readonly { readonly producerId: bigint; readonly firstOffset: number }[];
  /** Record batches; the last one may be cut off. */
  readonly records: Buffer;
}

/** Kafka's code for reading only what is committed. */
export const readCommitted = 1;

/** Reads on in partitions; version 4, the oldest that brokers 4.x take. */
export function fetchRequest(
  positions: readonly Position[],
  { maxWaitMs, maxBytes, maxBytesPerPartition }: FetchLimits,
): BrokerRequest<{ readonly partitions: readonly FetchedBytes[] }> {
  return {
    ...{ apiKey: 1, apiVersion: 4, apiName: 'Fetch' },
    encode() {
      const topics = byTopic(positions);
      // As a client, replica −1, that wants an answer as soon as there is a byte.
      const head = [int32(-1), int32(maxWaitMs), int32(1), int32(maxBytes), int8(readCommitted)];
      const parts = [...head, int32(topics.size)];
      for (const [topic, own] of topics) {
        parts.push(string(topic), int32(own.length));
        for (const { partition, offset } of own) {
          parts.push(int32(partition), int64(offset), int32(maxBytesPerPartition));
        }
      }
      return Buffer.concat(parts);
    },
    decode(reader) {
      const throttleTimeMs = reader.int32();
      const partitions = reader.array(() => {
        const topic = reader.string();
        return reader.array(() => {
          const [partition, errorCode] = [reader.int32(), reader.int16()];
          // The high watermark is of no use to those who read what is committed.
          reader.int64();
          const lastStableOffset = Number(reader.int64());
          const abortedTransactions = reader.array(() => ({
            producerId: reader.int64(),
            firstOffset: Number(reader.int64()),
          }));
          const records = reader.bytes();
          return { topic, partition, errorCode, lastStableOffset, abortedTransactions, records };
        });
      });
      return { partitions: partitions.flat(), throttleTimeMs };
    },
  };
}
