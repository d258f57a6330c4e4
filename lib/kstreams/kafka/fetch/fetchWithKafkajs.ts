import type { Broker, IHeaders } from 'kafkajs';
import type { RawRecord } from '../../runtime/records.ts';
import { byTopic } from '../byTopic.ts';
import { fromKafkaHeaders } from '../headers.ts';
import type { Fetched, Position } from '../partitionReader.ts';
import { partitionName } from '../taskPlan.ts';
import { type FetchLimits, readCommitted } from './fetchRequest.ts';

/** What of kafkajs' answer to a fetch is used here; its types leave it open. */
interface FetchAnswer {
  readonly responses: readonly {
    readonly topicName: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly lastStableOffset?: string;
      readonly abortedTransactions?: readonly AbortedTransaction[];
      readonly messages: readonly FetchedMessage[];
    }[];
  }[];
}

interface AbortedTransaction {
  readonly producerId: string;
  readonly firstOffset: string;
}

interface FetchedMessage {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
  readonly isControlRecord?: boolean;
  readonly batchContext?: { readonly producerId: string; readonly inTransaction: boolean };
}

/** The same by way of kafkajs: its errors for error codes, its codecs for compressions, its formats before magic 2. */
export async function fetchWithKafkajs(
  broker: Broker,
  positions: readonly Position[],
  { maxWaitMs, maxBytes, maxBytesPerPartition }: FetchLimits,
): Promise<Fetched[]> {
  const topics = byTopic(positions);
  const answer: FetchAnswer = await broker.fetch({
    isolationLevel: readCommitted,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes,
    topics: [...topics].map(([topic, own]) => ({
      topic,
      partitions: own.map(({ partition, offset }) => ({
        partition,
        fetchOffset: String(offset),
        maxBytes: maxBytesPerPartition,
      })),
    })),
  });
  const offsets = new Map(positions.map((position) => [partitionName(position), position.offset]));
  return answer.responses.flatMap(({ topicName: topic, partitions }) =>
    partitions.map(({ partition, messages, abortedTransactions, lastStableOffset }) => {
      const from = offsets.get(partitionName({ topic, partition })) as number;
      const last = messages.at(-1);
      return {
        topic,
        partition,
        records: toRecords(topic, partition, from, committed(messages, abortedTransactions ?? [])),
        nextOffset: last === undefined ? from : Math.max(from, Number(last.offset) + 1),
        isHollow: last === undefined && Number(lastStableOffset ?? -1) > from,
      };
    }),
  );
}

/** A batch comes whole, also when the position is in the middle of it. */
function toRecords(
  topic: string,
  partition: number,
  from: number,
  messages: Iterable<FetchedMessage>,
): RawRecord[] {
  const records: RawRecord[] = [];
  for (const message of messages) {
    const offset = Number(message.offset);
    if (offset < from) continue;
    const { key, value } = message;
    const timestamp = Number(message.timestamp);
    records.push({
      topic,
      partition,
      offset,
      timestamp,
      key,
      value,
      headers: fromKafkaHeaders(message.headers),
    });
  }
  return records;
}

/** Without the markers that end transactions, and without the records of those that were aborted. */
function* committed(
  messages: readonly FetchedMessage[],
  abortedTransactions: readonly AbortedTransaction[],
): Generator<FetchedMessage> {
  const begins = [...abortedTransactions].sort((a, b) => Number(a.firstOffset) - Number(b.firstOffset));
  const aborting = new Set<string>();
  for (const message of messages) {
    while (begins[0] !== undefined && Number(begins[0].firstOffset) <= Number(message.offset)) {
      aborting.add(String(begins.shift()?.producerId));
    }
    const producer = String(message.batchContext?.producerId);
    if (message.isControlRecord) aborting.delete(producer);
    else if (!message.batchContext?.inTransaction || !aborting.has(producer)) yield message;
  }
}
