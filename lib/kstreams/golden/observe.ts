import type { ProducedRecord } from '../runtime/records.ts';
import { encode, encodeHeaders, render, renderHeaders } from './bytes.ts';
import type { GoldenCase, JsonRecord } from './caseFile.ts';

/** A record in the form in which expected and actual ones are compared. */
export interface ComparableRecord {
  readonly topic?: string;
  readonly key: string;
  readonly value: string;
  /** Null: any. */
  readonly timestamp: number | null;
  readonly headers: readonly string[];
}

export function comparable({ topic, key, value, timestamp, headers }: ProducedRecord): ComparableRecord {
  return { topic, key: render(key), value: render(value), timestamp, headers: renderHeaders(headers) };
}

export function comparableExpected(
  record: Omit<JsonRecord, 'topic' | 'timestamp'> & { topic?: string; timestamp: number | null },
): ComparableRecord {
  const { key, value, timestamp, headers } = record;
  return {
    ...record,
    key: render(encode(key)),
    value: render(encode(value)),
    timestamp,
    headers: renderHeaders(encodeHeaders(headers)),
  };
}

/** The topics of a case that are the library's own: a source topic that serves as a changelog is not. */
export function ownTopics({ internalTopics, config }: GoldenCase): Set<string> {
  const prefix = `${config['application.id']}-`;
  const names = internalTopics.map((topic) => (topic as { readonly name: string }).name);
  return new Set(names.filter((name) => name.startsWith(prefix)));
}
