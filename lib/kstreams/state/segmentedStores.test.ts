import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { StoreHarness } from '../testing/storeHarness.ts';
import type { SessionStore } from './sessionStore.ts';
import { describeSessionStore, type OpenedSessionStore } from './sessionStoreContract.ts';
import type { StateStore } from './stateStore.ts';
import type { StoreBuilder } from './storeBuilder.ts';
import { Stores } from './stores.ts';
import { Window, Windowed } from './windowed.ts';
import type { WindowStore } from './windowStore.ts';
import { describeWindowStore, type OpenedWindowStore } from './windowStoreContract.ts';

const text = Serdes.string();
const options = { retentionMs: 1000, windowSizeMs: 10 };
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

function harnessOf<S extends StateStore>(builder: StoreBuilder<S>): StoreHarness<S> {
  const stateDir = mkdtempSync(join(tmpdir(), 'kstreams-segments-'));
  cleanups.push(() => rmSync(stateDir, { recursive: true }));
  return atWork(new StoreHarness(builder, { stateDir }));
}

function atWork<S extends StateStore>(harness: StoreHarness<S>): StoreHarness<S> {
  cleanups.push(() => harness.context.close());
  return harness;
}

function opened<S extends StateStore>(harness: StoreHarness<S>): { store: S; restarted(): OpenedAs<S> } {
  return { store: harness.store, restarted: () => opened(atWork(harness.restarted())) };
}
type OpenedAs<S extends StateStore> = { store: S; restarted(): OpenedAs<S> };

function wrapped<B extends StoreBuilder>(builder: B, logged: boolean, cached: boolean): B {
  if (!logged) builder.withLoggingDisabled();
  return cached ? builder.withCachingEnabled() : builder;
}

for (const persistent of [false, true]) {
  for (const logged of [true, false]) {
    for (const cached of [true, false]) {
      const layers = [logged ? 'logged' : 'not logged', cached ? 'cached' : 'not cached'];
      const name = [persistent ? 'on disk' : 'in memory', ...layers].join(', ');
      const survivesRestart = logged || persistent;
      const windows = persistent
        ? Stores.persistentWindowStore('store', options)
        : Stores.inMemoryWindowStore('store', options);
      const sessions = persistent
        ? Stores.persistentSessionStore('store', 1000)
        : Stores.inMemorySessionStore('store', 1000);
      const isByTime = !persistent;

      const plain = wrapped(Stores.windowStoreBuilder(windows, text, text), logged, cached);
      describeWindowStore(name, (): OpenedWindowStore<string> => opened(harnessOf(plain)), {
        ...{ value: (text) => text, survivesRestart, isByTime },
      });
      const timestamped = wrapped(Stores.timestampedWindowStoreBuilder(windows, text, text), logged, cached);
      describeWindowStore(`${name}, timestamped`, () => opened(harnessOf(timestamped)), {
        ...{ value: (text) => ({ value: text, timestamp: 2 ** 40 }), survivesRestart, isByTime },
      });
      const builder = wrapped(Stores.sessionStoreBuilder(sessions, text, text), logged, cached);
      describeSessionStore(name, (): OpenedSessionStore => opened(harnessOf(builder)), {
        ...{ survivesRestart, isByTime },
      });
    }
  }
}

const changesOf = <S extends StateStore>(harness: StoreHarness<S>) =>
  harness
    .changes()
    .map(({ key, value, timestamp }) => [key?.toString('hex'), value?.toString() ?? null, timestamp]);

describe('the changelog', () => {
  it('of windows has key, start and sequence; it keeps the timestamp of a timestamped value', () => {
    const supplier = Stores.inMemoryWindowStore('store', options);
    const harness = harnessOf(Stores.timestampedWindowStoreBuilder(supplier, text, text));
    harness.at(7);
    harness.store.put('a', { value: 'v', timestamp: 5 }, 0x102);
    harness.store.put('a', null, 0x102);
    expect(changesOf(harness)).toEqual([
      ['61000000000000010200000000', 'v', 5],
      ['61000000000000010200000000', null, 7],
    ]);
  });

  it('of sessions has key, end and start', () => {
    const harness = harnessOf(
      Stores.sessionStoreBuilder(Stores.inMemorySessionStore('store', 1000), text, text),
    );
    harness.store.put(new Windowed('a', new Window(0x102, 0x103)), 'v');
    harness.store.remove(new Windowed('a', new Window(1, 2)));
    expect(changesOf(harness)).toEqual([
      ['6100000000000001030000000000000102', 'v', 0],
      ['6100000000000000020000000000000001', null, 0],
    ]);
  });

  it.each([
    ['window', Stores.windowStoreBuilder(Stores.inMemoryWindowStore('store', options), text, text)],
    ['session', Stores.sessionStoreBuilder(Stores.inMemorySessionStore('store', 1000), text, text)],
  ])('of a %s store is compacted, and kept for a day longer than the store', (_, builder) => {
    const expected = { 'cleanup.policy': 'compact,delete', 'retention.ms': '86401000' };
    expect(builder.changelogConfig).toEqual(expected);
  });
});

describe.each([false, true])('a window store that retains duplicates, persistent %s', (persistent) => {
  const kept = { ...options, retainDuplicates: true };
  const supplier = persistent
    ? Stores.persistentWindowStore('store', kept)
    : Stores.inMemoryWindowStore('store', kept);
  const builder = () => Stores.windowStoreBuilder(supplier, text, text).withCachingEnabled();
  const valuesOf = (store: WindowStore<string, string>) =>
    [...store.fetch('a', 0, 100)].map(({ key, value }) => `${key}=${value}`);

  it('keeps all values in the order in which they were put, also after a restart', () => {
    const harness = harnessOf(builder());
    for (const value of ['y', 'x']) harness.store.put('a', value, 10);
    harness.store.put('a', 'early', 5);
    harness.store.put('a', null, 10);
    expect(valuesOf(harness.store)).toEqual(['5=early', '10=y', '10=x']);
    const { store } = atWork(harness.restarted());
    store.put('a', 'again', 10);
    expect(valuesOf(store).toSorted()).toEqual(['10=again', '10=x', '10=y', '5=early']);
    expect(builder().changelogConfig?.['cleanup.policy']).toBe('delete');
  });
});

it('counts what is too old to be put', () => {
  const harness = harnessOf(
    Stores.windowStoreBuilder(Stores.inMemoryWindowStore('store', options), text, text),
  );
  harness.store.put('a', 'v', 2000);
  harness.store.put('a', 'v', 1000);
  expect(harness.context.metrics.droppedRecords).toBe(1);
});

it('hands what leaves the cache to its listener, with old values when asked', () => {
  const supplier = Stores.inMemorySessionStore('store', 1000);
  const harness = harnessOf(Stores.sessionStoreBuilder(supplier, text, text).withCachingEnabled());
  const store = harness.store as SessionStore<string, string> & {
    setFlushListener(listener: (update: object) => void, sendOldValues: boolean): boolean;
  };
  const updates: object[] = [];
  expect(store.setFlushListener((update) => void updates.push(update), true)).toBe(true);
  const session = new Windowed('a', new Window(1, 2));
  for (const value of ['first', 'second']) store.put(session, value);
  store.put(new Windowed('b', new Window(1, 2)), 'gone');
  store.remove(new Windowed('b', new Window(1, 2)));
  store.flush();
  store.put(session, 'third');
  store.flush();
  expect(updates).toMatchObject([
    { key: session, newValue: 'second', oldValue: null },
    { key: session, newValue: 'third', oldValue: 'second' },
  ]);
});

it('refuses a retention that is shorter than the windows', () => {
  const invalid = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });
  expect(() => Stores.inMemoryWindowStore('w', { retentionMs: 9, windowSizeMs: 10 })).toThrow(invalid);
});
