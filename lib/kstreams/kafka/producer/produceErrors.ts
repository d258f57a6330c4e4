import { KStreamsError } from '../../errors.ts';
import { partitionName, type TopicPartition } from '../taskPlan.ts';

/** What follows from an error that a broker answers for a batch. */
export type ProduceVerdict =
  /** It is in the log. */
  | 'written'
  /** The same batch may be taken later, or by another broker. */
  | 'retry'
  /** It is larger than the topic takes. */
  | 'tooLarge'
  /** The broker knows another history of this producer. */
  | 'lostSequence'
  /** A record of it is not taken; this one, or another, may be. */
  | 'refused'
  /** Another producer has its identity. */
  | 'fenced'
  /** No record will be taken. */
  | 'fatal';

const errors: Readonly<Record<number, readonly [string, ProduceVerdict]>> = {
  [-1]: ['UNKNOWN_SERVER_ERROR', 'fatal'],
  0: ['NONE', 'written'],
  2: ['CORRUPT_MESSAGE', 'retry'],
  3: ['UNKNOWN_TOPIC_OR_PARTITION', 'retry'],
  5: ['LEADER_NOT_AVAILABLE', 'retry'],
  6: ['NOT_LEADER_OR_FOLLOWER', 'retry'],
  7: ['REQUEST_TIMED_OUT', 'retry'],
  10: ['MESSAGE_TOO_LARGE', 'tooLarge'],
  13: ['NETWORK_EXCEPTION', 'retry'],
  17: ['INVALID_TOPIC_EXCEPTION', 'fatal'],
  18: ['RECORD_LIST_TOO_LARGE', 'tooLarge'],
  19: ['NOT_ENOUGH_REPLICAS', 'retry'],
  20: ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'retry'],
  29: ['TOPIC_AUTHORIZATION_FAILED', 'fatal'],
  31: ['CLUSTER_AUTHORIZATION_FAILED', 'fatal'],
  32: ['INVALID_TIMESTAMP', 'refused'],
  43: ['UNSUPPORTED_FOR_MESSAGE_FORMAT', 'refused'],
  44: ['POLICY_VIOLATION', 'refused'],
  45: ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'lostSequence'],
  46: ['DUPLICATE_SEQUENCE_NUMBER', 'written'],
  47: ['INVALID_PRODUCER_EPOCH', 'fenced'],
  49: ['INVALID_PRODUCER_ID_MAPPING', 'fenced'],
  56: ['KAFKA_STORAGE_ERROR', 'retry'],
  59: ['UNKNOWN_PRODUCER_ID', 'lostSequence'],
  87: ['INVALID_RECORD', 'refused'],
  90: ['PRODUCER_FENCED', 'fenced'],
};

export function verdictOn(errorCode: number): ProduceVerdict {
  return errors[errorCode]?.[1] ?? 'fatal';
}

export function produceErrorName(errorCode: number): string {
  return errors[errorCode]?.[0] ?? `error code ${errorCode}`;
}

export function tooLarge({ topic }: TopicPartition, bytes: number): KStreamsError {
  const message = `a record of ${bytes} bytes is more than ${topic} takes (max.message.bytes)`;
  return new KStreamsError('RECORD_TOO_LARGE', message);
}

export function refused(place: TopicPartition, error: string): KStreamsError {
  return new KStreamsError('RECORD_REFUSED', `${partitionName(place)}: ${error}`);
}

export function fenced(place: TopicPartition, error: string): KStreamsError {
  const message = `${partitionName(place)}: ${error}: another has the identity of this producer, and may have its tasks.`;
  return new KStreamsError('TASK_MIGRATED', message);
}
