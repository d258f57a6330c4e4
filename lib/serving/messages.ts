import { ScoredRecord } from '@kafka-tutorial/proto';
import type { Message } from 'kafkajs';
import type { InputRecord } from './inputRecord.ts';
import type { Reason, Scored } from './outcome.ts';

/**
 * The message on the results topic for a scored record, under the record's own key and in the partition of the same
 * number: what belongs together stays together, in order.
 */
export function resultMessage(outcome: Scored, approach: string): Message {
  const { message, partition } = outcome.input;
  // In Node protobufjs writes into Buffers; its types say so of browsers, too.
  const value = (outcome.encoded ?? encodeResult(outcome, approach)) as Buffer;
  return { key: message.key, value, partition };
}

/** The value of the message on the results topic: a `ScoredRecord`. */
export function encodeResult(
  { input, dataType, score, served, micros }: Scored,
  approach: string,
): Uint8Array {
  const { message, topic, partition } = input;
  const { value, probabilities } = score;
  return ScoredRecord.encode({
    key: message.key,
    topic,
    partition,
    offset: Number(message.offset),
    dataType: dataType.name,
    label: typeof value === 'string' ? value : null,
    number: typeof value === 'number' ? value : null,
    probabilities,
    modelName: served.loaded.name,
    modelVersion: served.version,
    approach,
    scoringMicros: micros,
    eventTime: Number(message.timestamp),
  }).finish();
}

const longestReason = 1000;

/** The message on the dead letters topic: key and value as they came; the headers say why and from where. */
export function deadLetterMessage({ message, topic, partition }: InputRecord, reason: Reason): Message {
  return {
    key: message.key,
    value: message.value,
    headers: {
      'error.code': reason.code,
      'error.message': reason.message.slice(0, longestReason),
      'source.topic': topic,
      'source.partition': String(partition),
      'source.offset': message.offset,
    },
  };
}
