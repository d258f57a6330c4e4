import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { StoreHarness } from '../testing/storeHarness.ts';
import type { CachedStateStore, FlushedUpdate } from './cachedStateStore.ts';
import type { KeyValueStore } from './keyValueStore.ts';
import { Stores } from './stores.ts';

type Store = KeyValueStore<string, string> & CachedStateStore<string, string>;

const text = Serdes.string();

function cached(options: { cacheMaxBytes?: number; sendOldValues?: boolean } = {}) {
  const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
  const harness = new StoreHarness(builder.withCachingEnabled(), options);
  const store = harness.store as Store;
  const updates: FlushedUpdate<string, string>[] = [];
  store.setFlushListener((update) => void updates.push(update), options.sendOldValues ?? true);
  return { harness, store, updates, keys: () => updates.map(({ key, newValue }) => `${key}=${newValue}`) };
}

describe('a cached store', () => {
  it('holds updates back until it is flushed, then passes on the last of each key', () => {
    const { harness, store, keys } = cached();
    store.put('a', '1');
    store.put('b', '1');
    store.put('b', '2');
    expect([keys(), harness.changes()]).toEqual([[], []]);
    store.flush();
    expect(keys()).toEqual(['a=1', 'b=2']);
    expect(harness.changes().map(({ value }) => value?.toString())).toEqual(['1', '2']);
    store.flush();
    expect(keys()).toHaveLength(2);
  });

  it('flushes in the order of the last writes', () => {
    const { store, keys } = cached();
    for (const key of ['a', 'b', 'c', 'a']) store.put(key, 'x');
    store.flush();
    expect(keys()).toEqual(['b=x', 'c=x', 'a=x']);
  });

  it('tells the value that was there at the last flush, when asked to', () => {
    const { store, updates } = cached();
    store.put('a', '1');
    store.flush();
    store.put('a', '2');
    store.put('a', '3');
    store.flush();
    expect(updates.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
      [null, '1'],
      ['1', '3'],
    ]);
    const without = cached({ sendOldValues: false });
    without.store.put('a', '1');
    without.store.flush();
    without.store.put('a', null);
    without.store.flush();
    expect(without.updates.map(({ oldValue, newValue }) => [oldValue, newValue])).toEqual([
      [null, '1'],
      [null, null],
    ]);
  });

  it('says nothing of a key that came and went in between', () => {
    const { harness, store, updates } = cached();
    store.put('a', '1');
    store.delete('a');
    store.flush();
    expect([updates, harness.changes()]).toEqual([[], []]);
  });

  it('logs and forwards with the timestamp of the record that wrote last', () => {
    const { harness, store, updates } = cached();
    harness.at(5);
    store.put('a', '1');
    harness.at(7);
    store.put('a', '2');
    harness.at(9);
    store.flush();
    expect(updates.map(({ timestamp }) => timestamp)).toEqual([7]);
    expect(harness.changes().map(({ timestamp }) => timestamp)).toEqual([7]);
    expect(harness.context.timestamp()).toBe(9);
  });

  it('writes everything out when memory is short, the least recently used first', () => {
    // An entry takes 49 bytes here: one for the key, one for the value, and what is needed to keep it.
    const { store, keys } = cached({ cacheMaxBytes: 3 * 49 });
    for (const key of ['a', 'b', 'c']) store.put(key, '1');
    store.get('a');
    expect(keys()).toEqual([]);
    store.put('d', '1');
    expect(keys()).toEqual(['b=1', 'a=1', 'c=1', 'd=1']);
    expect(store.get('b')).toBe('1');
  });

  it('counts again what is written while it is flushed', () => {
    const { store, keys } = cached();
    store.setFlushListener(({ key }) => {
      if (key === 'a') store.put('b', 'more');
    }, true);
    store.put('a', '1');
    store.flush();
    expect(store.get('b')).toBe('more');
    expect(keys()).toEqual([]);
    const seen: string[] = [];
    store.setFlushListener(({ key }) => void seen.push(key), true);
    store.flush();
    expect(seen).toEqual(['b']);
  });

  it('flushes one entry after the other when what is downstream takes time', async () => {
    const { store } = cached();
    const seen: string[] = [];
    store.setFlushListener(async ({ key }) => {
      seen.push(`begin ${key}`);
      await Promise.resolve();
      seen.push(`end ${key}`);
    }, true);
    store.put('a', '1');
    store.put('b', '1');
    await store.flush();
    expect(seen).toEqual(['begin a', 'end a', 'begin b', 'end b']);
  });

  it('answers that it holds nothing back when the task has no cache', () => {
    const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
    const harness = new StoreHarness(builder.withCachingEnabled(), { cacheMaxBytes: 0 });
    expect((harness.store as Store).setFlushListener(() => {}, true)).toBe(false);
    harness.store.put('a', '1');
    expect(harness.changes()).toHaveLength(1);
  });

  it('gives back all memory, however often entries were written, flushed and deleted', () => {
    const { harness, store } = cached({ cacheMaxBytes: 1000 });
    const cache = harness.context.recordCache();
    for (let round = 0; round < 20; round++) {
      for (let i = 0; i < 30; i++) store.put(`k${i}`, `v${round}`);
      store.flush();
      expect(cache?.bytes).toBeLessThanOrEqual(1000);
      for (let i = 0; i < 30; i += 2) store.delete(`k${i}`);
    }
    store.close();
    expect(cache?.bytes).toBe(0);
  });

  it('answers what was written while a flush takes time, with little memory too', async () => {
    const { store } = cached({ cacheMaxBytes: 150 });
    store.setFlushListener(async () => {
      await Promise.resolve();
    }, true);
    for (const key of ['a', 'b', 'c', 'd', 'e']) store.put(key, '1');
    store.put('a', null);
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => store.get(key))).toEqual([null, '1', '1', '1', '1']);
    await store.flush();
    expect([...store.all()].map(({ key }) => key)).toEqual(['b', 'c', 'd', 'e']);
  });
});
