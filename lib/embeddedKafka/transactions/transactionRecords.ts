import { decode, encode } from '../protocol/codec.ts';
import {
  array,
  type Encodable,
  type Fields,
  int8,
  int16,
  int32,
  int64,
  nullable,
  string,
} from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';
import { WireWriter } from '../protocol/wireWriter.ts';
import type { TopicPartition, Transaction } from './transaction.ts';
import { type TransactionState, transactionStatus } from './transactionState.ts';

/*
 * Records of the topic __transaction_state, in Kafka's own layout (TransactionLogKey and TransactionLogValue, version 0),
 * so that Kafka's tools can read them. A record without value says that the id is forgotten.
 */
const layout = { version: 0, flexible: false };

const keyFields = { version: int16(), transactionalId: string() };

const valueFields = {
  version: int16(),
  producerId: int64(),
  producerEpoch: int16(),
  transactionTimeoutMs: int32(),
  transactionStatus: int8(),
  transactionPartitions: nullable(array({ topic: string(), partitionIds: array('int32') })),
  lastUpdateTimestampMs: int64(),
  startTimestampMs: int64(),
};

export function encodeTransactionKey(transactionalId: string): Buffer {
  return encoded(keyFields, { version: 0, transactionalId });
}

/** @throws EmbeddedKafkaError for bytes that are no key */
export function decodeTransactionKey(bytes: Buffer): string {
  return decode(keyFields, new WireReader(bytes), layout).transactionalId;
}

export function encodeTransactionValue(transaction: Transaction): Buffer {
  return encoded(valueFields, {
    version: 0,
    producerId: transaction.producerId,
    producerEpoch: transaction.producerEpoch,
    transactionTimeoutMs: transaction.timeoutMs,
    transactionStatus: transactionStatus[transaction.state],
    transactionPartitions: byTopic(transaction.partitions),
    lastUpdateTimestampMs: BigInt(transaction.updatedAt),
    startTimestampMs: BigInt(transaction.startedAt),
  });
}

/** @throws Error for bytes that are no transaction */
export function decodeTransactionValue(transactionalId: string, bytes: Buffer): Transaction {
  const value = decode(valueFields, new WireReader(bytes), layout);
  return {
    transactionalId,
    producerId: value.producerId,
    producerEpoch: value.producerEpoch,
    previousEpoch: -1,
    timeoutMs: value.transactionTimeoutMs,
    state: stateOf(value.transactionStatus),
    partitions: (value.transactionPartitions ?? []).flatMap(({ topic, partitionIds }) =>
      partitionIds.map((partition) => ({ topic, partition })),
    ),
    startedAt: Number(value.startTimestampMs),
    updatedAt: Number(value.lastUpdateTimestampMs),
  };
}

function stateOf(status: number): TransactionState {
  for (const [state, number] of Object.entries(transactionStatus)) {
    if (number === status) return state as TransactionState;
  }
  throw new Error(`expected the number of a transaction state, got ${status}`);
}

function byTopic(partitions: readonly TopicPartition[]): { topic: string; partitionIds: number[] }[] {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  return [...topics].map(([topic, partitionIds]) => ({ topic, partitionIds }));
}

function encoded<F extends Fields>(fields: F, value: Encodable<F>): Buffer {
  const writer = new WireWriter();
  encode(fields, value, writer, layout);
  return Buffer.concat(writer.finish().pieces);
}
