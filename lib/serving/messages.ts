import { ScoredRecord } from '@kafka-tutorial/proto';
import type { Message } from 'kafkajs';
import type { InputRecord } from './inputRecord.ts';
import type { Reason, Scored } from './outcome.ts';

/** The message on the results topic for a scored record, under the record's own key. */
export function resultMessage({ input, dataType, score, served, micros }: Scored, approach: string): Message {
  const { message, topic, partition } = input;
  const value = ScoredRecord.encode({
    ...(message.key ? { key: message.key } : undefined),
    topic,
    partition,
    offset: Number(message.offset),
    dataType: dataType.name,
    ...(typeof score.value === 'string' ? { label: score.value } : undefined),
    ...(typeof score.value === 'number' ? { number: score.value } : undefined),
    ...(score.probabilities ? { probabilities: score.probabilities } : undefined),
    modelName: served.loaded.name,
    modelVersion: served.version,
    approach,
    scoringMicros: micros,
    eventTime: Number(message.timestamp),
  }).finish();
  return { key: message.key, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) };
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
