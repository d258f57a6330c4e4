import { Headers, type ProcessingContext, Record, type RecordMetadata } from '@kafka-tutorial/kstreams';
import { topics } from '../configuration.ts';
import type { InputRecord } from '../inputRecord.ts';

const nowhere: RecordMetadata = { topic: null, partition: -1, offset: -1 };
const inputTopics: readonly (string | null)[] = [topics.data, topics.models];

/**
 * The record under another key, for the way through a repartition topic. Headers keep what {@link inputRecordOf} needs:
 * where it came from and the key that it had.
 */
export function underKey(
  { key, value, timestamp }: Record<Buffer, Buffer>,
  newKey: string,
  context: Pick<ProcessingContext, 'recordMetadata'>,
): Record<Buffer, Buffer> {
  const { topic, partition, offset } = context.recordMetadata() ?? nowhere;
  const headers = Headers.none
    .with('origin.topic', topic)
    .with('origin.partition', String(partition))
    .with('origin.offset', String(offset));
  // A header cannot be null on its way through Kafka.
  const all = key === null ? headers : headers.with('origin.key', key);
  return new Record(Buffer.from(newKey), value, timestamp, all);
}

/** The record as the servers know it: as it came from the data or models topic, whichever way it took since then. */
export function inputRecordOf(
  { key, value, timestamp, headers }: Record<Buffer, Buffer>,
  context: Pick<ProcessingContext, 'recordMetadata'>,
): InputRecord {
  const metadata = context.recordMetadata() ?? nowhere;
  // Headers of the input topics are written by anybody, so only those of the server's own topics say anything.
  const isDirect = inputTopics.includes(metadata.topic);
  const origin = (name: string) => headers.lastHeader(`origin.${name}`)?.value ?? null;
  const place = isDirect
    ? { topic: metadata.topic ?? '', partition: metadata.partition, offset: metadata.offset }
    : {
        topic: String(origin('topic')),
        partition: Number(origin('partition')),
        offset: Number(origin('offset')),
      };
  return {
    topic: place.topic,
    partition: place.partition,
    message: {
      key: isDirect ? key : origin('key'),
      value,
      timestamp: String(timestamp),
      attributes: 0,
      offset: String(place.offset),
      headers: {},
    },
  };
}
