import type { FixedKeyProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import type {
  KeyValueStore,
  ReadOnlyKeyValueStore,
  TimestampedKeyValueStore,
} from '../state/keyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { WindowStore } from '../state/windowStore.ts';
import type { ProcessorArgs } from './caseFile.ts';
import type { Context } from './forwardingProcessors.ts';
import { text, type Value } from './functions.ts';
import type { GoldenFixedKeyProcessor, GoldenProcessor } from './processors.ts';

/** A processor with one store; it sees only records that have a key. */
export function withStore<S extends StateStore>(
  storeName: string | undefined,
  process: (record: Record<Value, Value> & { readonly key: Value }, store: S, context: Context) => void,
): GoldenProcessor {
  let context: Context;
  let store: S;
  return {
    init(given) {
      context = given;
      store = given.getStateStore<S>(storeName ?? '');
    },
    process(record) {
      if (hasKey(record)) process(record, store, context);
    },
  };
}

export function hasKey<R extends { readonly key: Value | null }>(
  record: R,
): record is R & { readonly key: Value } {
  return record.key !== null;
}

export function countKeys(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return withStore<KeyValueStore<Value, number>>(name, (record, store, context) => {
    const count = (store.get(record.key) ?? 0) + 1;
    store.put(record.key, count);
    context.forward(record.withValue<Value>(count));
  });
}

export function latest(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return withStore<TimestampedKeyValueStore<Value, Value>>(name, (record, store, context) => {
    const { key, value, timestamp } = record;
    const stored = store.get(key);
    if (stored !== null && stored.timestamp > timestamp) {
      context.forward(record.withValue<Value>(`stale:${text(stored.value)}@${stored.timestamp}`));
      return;
    }
    store.put(key, value === null ? null : { value, timestamp });
    context.forward(record.withValue<Value>(`kept:${text(value)}`));
  });
}

/** Passes a record on unless its key had an equal value at most `windowMs` before or after. */
export function dedupe({ windowMs = 0 }: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return withStore<WindowStore<Value, Value>>(name, (record, store, context) => {
    const { key, value, timestamp } = record;
    const near = [...store.fetch(key, Math.max(0, timestamp - windowMs), timestamp + windowMs)];
    const isNew = near.every((entry) => entry.value !== value);
    store.put(key, value, timestamp);
    if (isNew) context.forward(record);
  });
}

export function globalUpdate(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return withStore<KeyValueStore<Value, Value>>(name, ({ key, value }, store) => store.put(key, value));
}

export function globalLookup({ store: name = '' }: ProcessorArgs): GoldenProcessor {
  let context: Context;
  let store: ReadOnlyKeyValueStore<Value, Value>;
  return {
    init(given) {
      context = given;
      store = given.getStateStore<KeyValueStore<Value, Value>>(name);
    },
    process(record) {
      const found = record.key === null ? null : store.get(record.key);
      return context.forward(record.withValue<Value>(`${text(record.value)}/${text(found)}`));
    },
  };
}

export function tagCount([name = '']: readonly string[]): GoldenFixedKeyProcessor {
  let context: FixedKeyProcessorContext<Value, Value>;
  let store: KeyValueStore<Value, number>;
  return {
    init(given) {
      context = given;
      store = given.getStateStore(name);
    },
    process(record) {
      if (record.key === null) return context.forward(record);
      const count = (store.get(record.key) ?? 0) + 1;
      store.put(record.key, count);
      return context.forward(record.withValue<Value>(`${text(record.value)}#${count}`));
    },
  };
}
