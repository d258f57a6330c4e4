import { ModelDescriptor, ModelType, ScoredRecord } from '@kafka-tutorial/proto';
import { dataTypeOfKey, decodeRecord, topics } from '@kafka-tutorial/serving';
import { describeError } from '@kafka-tutorial/util';
import type { KafkaMessage } from 'kafkajs';

/** A record of one of the workspace's topics. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly message: KafkaMessage;
}

const describers: Readonly<Record<string, (message: KafkaMessage) => string>> = {
  [topics.data]: describeData,
  [topics.models]: describeModel,
  [topics.results]: describeResult,
  [topics.deadLetters]: describeDeadLetter,
};

const longestText = 200;

/** One line: where the record stands, and what it says. What cannot be decoded is said so. */
export function describeRecord({ topic, partition, message }: TopicRecord): string {
  return `${topic}-${partition}@${message.offset} ${describeMessage(topic, message)}`;
}

function describeMessage(topic: string, message: KafkaMessage): string {
  try {
    return describers[topic]?.(message) ?? `${message.value?.length ?? 0} bytes`;
  } catch (error) {
    return `${message.value?.length ?? 0} bytes that are no record of this topic: ${printable(describeError(error))}`;
  }
}

function describeData(message: KafkaMessage): string {
  const type = dataTypeOfKey(message.key);
  const record = decodeRecord(type, message.value);
  const fields = type.schema.fields.map(({ name }) => `${name}=${printable(String(record[name] ?? '?'))}`);
  return `${type.name} ${fields.join(' ')}`;
}

function describeModel({ value }: KafkaMessage): string {
  const { name, description, dataType, modeltype, data, location } = ModelDescriptor.decode(value ?? empty);
  const type = ModelType[modeltype ?? 0] ?? `type ${modeltype}`;
  const where = location ? `at ${printable(location)}` : `${data?.length ?? 0} bytes`;
  const what = [name, description].map((text) => printable(text ?? '')).join(': ');
  return `model for ${printable(dataType ?? '')}: ${what} (${type}, ${where})`;
}

function describeResult({ value }: KafkaMessage): string {
  const scored = ScoredRecord.decode(value ?? empty);
  const { topic, partition, offset, dataType, modelName, modelVersion, approach, scoringMicros } = scored;
  const result = scored.label ?? scored.number ?? 'no prediction';
  const model = `${modelName} version ${modelVersion}`;
  const texts = [dataType, result, model, approach, topic].map((text) => printable(String(text)));
  const [type, what, by, of, source] = texts;
  const time = `${(scoringMicros ?? 0).toPrecision(3)} µs`;
  return `${type} ${what} by ${by} of ${of} in ${time} for ${source}-${partition}@${offset}`;
}

function describeDeadLetter({ value, headers = {} }: KafkaMessage): string {
  const header = (name: string) => printable(String(headers[name] ?? '?'));
  const source = `${header('source.topic')}-${header('source.partition')}@${header('source.offset')}`;
  const why = `${header('error.message')} (${header('error.code')})`;
  return `${value?.length ?? 0} bytes of ${source}: ${why}`;
}

const empty = Buffer.alloc(0);

/** A terminal obeys control characters; a message must not give it orders. */
function printable(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return short.replace(/\p{C}/gu, '\uFFFD');
}
