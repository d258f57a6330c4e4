import { expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { Stores } from '../state/stores.ts';
import { Window, Windowed } from '../state/windowed.ts';
import { StoreHarness } from '../testing/storeHarness.ts';
import { LocalStoreProvider } from './localStoreProvider.ts';
import type { QueryableStoreType } from './queryableStoreType.ts';
import { QueryableStoreTypes } from './queryableStoreTypes.ts';

const text = Serdes.string();
const windows = Stores.inMemoryWindowStore('store', { retentionMs: 1000, windowSizeMs: 10 });

/** What a query of the type finds in two tasks, each with a store of the builder that `fill` has filled. */
function queried<S extends StateStore, T>(
  builder: StoreBuilder<S>,
  fill: (store: S, task: number) => void,
  type: QueryableStoreType<T>,
): T {
  const stores = [0, 1].map((task) => {
    const { store } = new StoreHarness(builder);
    fill(store, task);
    return { partition: task, store: () => store };
  });
  const local = { unavailable: () => undefined, tasks: () => stores, global: () => undefined };
  return type.create(new LocalStoreProvider(local, undefined), 'store');
}

it('reads the windows of all tasks', () => {
  const builder = Stores.windowStoreBuilder(windows, text, text);
  const store = queried(
    builder,
    (store, task) => {
      store.put(`k${task}`, 'v', 10);
      store.put(`k${task}`, 'w', 20);
    },
    QueryableStoreTypes.windowStore<string, string>(),
  );
  expect([store.fetch('k1', 20), store.fetch('k1', 15)]).toEqual(['w', null]);
  expect([...store.fetch('k1', 0, 100)].map(({ key }) => key)).toEqual([10, 20]);
  expect([...store.backwardFetch('k0', 0, 100)].map(({ key }) => key)).toEqual([20, 10]);
  const shown = (entries: Iterable<{ key: Windowed<string> }>) => [...entries].map(({ key }) => `${key}`);
  expect(shown(store.all())).toEqual(['[k0@10/20]', '[k0@20/30]', '[k1@10/20]', '[k1@20/30]']);
  expect(shown(store.fetch('k1', null, 0, 15))).toEqual(['[k1@10/20]']);
  expect(shown(store.backwardFetch(null, null, 20, 30))).toEqual(['[k0@20/30]', '[k1@20/30]']);
  expect(shown(store.fetchAll(10, 10))).toEqual(['[k0@10/20]', '[k1@10/20]']);
  expect(shown(store.backwardFetchAll(10, 10))).toEqual(['[k0@10/20]', '[k1@10/20]']);
  expect(shown(store.backwardAll())[0]).toBe('[k0@20/30]');
});

it('shows timestamped values with or without their timestamps', () => {
  const builder = Stores.timestampedWindowStoreBuilder(windows, text, text);
  const fill = (store: ReturnType<typeof builder.build>) => store.put('k', { value: 'v', timestamp: 7 }, 10);
  const plain = queried(builder, fill, QueryableStoreTypes.windowStore<string, string>());
  expect([plain.fetch('k', 10), ...plain.fetch('k', 0, 100)][1]).toEqual({ key: 10, value: 'v' });
  const timestamped = queried(builder, fill, QueryableStoreTypes.timestampedWindowStore<string, string>());
  expect(timestamped.fetch('k', 10)).toEqual({ value: 'v', timestamp: 7 });
});

it('reads the sessions of all tasks', () => {
  const builder = Stores.sessionStoreBuilder(Stores.inMemorySessionStore('store', 1000), text, text);
  const store = queried(
    builder,
    (store, task) => store.put(new Windowed(`k${task}`, new Window(10, 20 + task)), 'v'),
    QueryableStoreTypes.sessionStore<string, string>(),
  );
  const shown = (entries: Iterable<{ key: Windowed<string> }>) => [...entries].map(({ key }) => `${key}`);
  expect([store.fetchSession('k1', 10, 21), store.fetchSession('k1', 10, 20)]).toEqual(['v', null]);
  expect(shown(store.fetch('k0'))).toEqual(['[k0@10/20]']);
  expect(shown(store.fetch(null, null))).toEqual(['[k0@10/20]', '[k1@10/21]']);
  expect(shown(store.backwardFetch('k0', 'k1'))).toEqual(['[k0@10/20]', '[k1@10/21]']);
  expect(shown(store.findSessions(21, 30))).toEqual(['[k1@10/21]']);
  expect(shown(store.findSessions('k0', 0, 30))).toEqual(['[k0@10/20]']);
  expect(shown(store.findSessions('k0', 'k1', 21, 30))).toEqual(['[k1@10/21]']);
  expect(shown(store.backwardFindSessions('k1', 0, 30))).toEqual(['[k1@10/21]']);
  expect(shown(store.backwardFindSessions(null, 'k0', 0, 30))).toEqual(['[k0@10/20]']);
});

it('refuses a store of another kind', () => {
  const builder = Stores.windowStoreBuilder(windows, text, text);
  const store = queried(builder, () => {}, QueryableStoreTypes.sessionStore<string, string>());
  expect(() => store.fetch('k')).toThrow(expect.objectContaining({ code: 'STORE_TYPE_MISMATCH' }));
});
