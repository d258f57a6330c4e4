import type { ProducedRecord } from '../runtime/records.ts';
import type { KeyValueStore, ValueAndTimestamp } from '../state/keyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import { encode, encodeHeaders, render, renderHeaders } from './bytes.ts';
import type { GoldenCase, JsonRecord, StoreContent } from './caseFile.ts';

/** A record in the form in which expected and actual ones are compared. */
export interface ComparableRecord {
  readonly topic?: string;
  readonly key: string;
  readonly value: string;
  readonly timestamp: number;
  readonly headers: readonly string[];
}

export function comparable({ topic, key, value, timestamp, headers }: ProducedRecord): ComparableRecord {
  return { topic, key: render(key), value: render(value), timestamp, headers: renderHeaders(headers) };
}

export function comparableExpected(record: Omit<JsonRecord, 'topic'> & { topic?: string }): ComparableRecord {
  const { key, value, timestamp, headers } = record;
  return {
    ...record,
    key: render(encode(key)),
    value: render(encode(value)),
    timestamp,
    headers: renderHeaders(encodeHeaders(headers)),
  };
}

/** What a store holds, in the form of the case file. */
export function storeContent(store: StateStore, kind: string): StoreContent {
  if (kind === 'timestampedKeyValue') {
    const entries = [...(store as KeyValueStore<string, ValueAndTimestamp<string>>).all()];
    return {
      kind,
      entries: entries.map(({ key, value }) => ({ key, value: value.value, timestamp: value.timestamp })),
    };
  }
  const entries = [...(store as KeyValueStore<string, string>).all()];
  return { kind, entries: entries.map(({ key, value }) => ({ key, value })) };
}

/** The topics of a case that are the library's own: a source topic that serves as a changelog is not. */
export function ownTopics({ internalTopics, config }: GoldenCase): Set<string> {
  const prefix = `${config['application.id']}-`;
  const names = internalTopics.map((topic) => (topic as { readonly name: string }).name);
  return new Set(names.filter((name) => name.startsWith(prefix)));
}
