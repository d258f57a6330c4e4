import type {
  KeyValue,
  KeyValueStore,
  TimestampedKeyValueStore,
  ValueAndTimestamp,
} from '../state/keyValueStore.ts';
import type { OuterJoinStore } from '../state/outerJoinStore.ts';
import type { SessionStore } from '../state/sessionStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { VersionedKeyValueStore } from '../state/versioned/versionedKeyValueStore.ts';
import type { Windowed } from '../state/windowed.ts';
import type { TimestampedWindowStore, WindowStore } from '../state/windowStore.ts';
import type { StoreContent } from './caseFile.ts';

/** What the entries of each kind of store are in a case file. */
const readers = new Map<string, (store: StateStore) => object[]>([
  [
    'timestampedKeyValue',
    (store) => [...(store as KeyValueStore<string, ValueAndTimestamp<string>>).all()].map(timestamped),
  ],
  ['keyValue', (store) => [...(store as KeyValueStore<string, string>).all()]],
  [
    'timestampedWindow',
    (store) => byKey((store as TimestampedWindowStore<string, string>).all()).map(timestamped),
  ],
  ['window', (store) => byKey((store as WindowStore<string, string>).all())],
  [
    'outerJoin',
    (store) =>
      [...(store as OuterJoinStore<string, string, string>).all()].map(({ key: place, value: [first] }) => {
        const { key, timestamp, isLeft } = place;
        const value = first && ('left' in first ? first.left : first.right);
        return { key: { key, timestamp, side: isLeft ? 'left' : 'right' }, value };
      }),
  ],
  [
    'subscription',
    (store) =>
      [...(store as TimestampedKeyValueStore<Buffer, unknown>).all()].map(({ key, value }) => {
        return { key: { b64: key.toString('base64') }, timestamp: value.timestamp };
      }),
  ],
  ['session', (store) => byKey((store as SessionStore<string, string>).fetch(null, null))],
]);

/**
 * What a store holds, in the form of the case file.
 * @param keys of a versioned store, which cannot be iterated
 */
export function storeContent(store: StateStore, kind: string, keys: Iterable<string>): StoreContent {
  if (kind === 'versioned') return { kind, entries: versions(store, keys) };
  const read = readers.get(kind);
  return read === undefined ? { kind } : { kind, entries: read(store) };
}

function timestamped<E extends { readonly value: ValueAndTimestamp<string> }>(entry: E): object {
  return { ...entry, value: entry.value.value, timestamp: entry.value.timestamp };
}

/** Entries of one key stay in the order of the store. */
function byKey<V>(entries: Iterable<KeyValue<Windowed<string>, V>>) {
  const flat = [...entries].map(({ key: { key, window }, value }) => {
    return { key, start: window.start, end: window.end, value };
  });
  return flat.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

function versions(store: StateStore, keys: Iterable<string>): object[] {
  const versioned = store as VersionedKeyValueStore<string, string>;
  const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.flatMap((key) => {
    const record = versioned.get(key);
    return record === null ? [] : [{ key, ...record }];
  });
}
