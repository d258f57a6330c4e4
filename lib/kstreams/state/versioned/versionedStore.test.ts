import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Serdes } from '../../serdes/serdes.ts';
import { StoreHarness } from '../../testing/storeHarness.ts';
import { Stores } from '../stores.ts';
import { PUT_RETURN_CODE_NOT_PUT, type VersionedKeyValueStore } from './versionedKeyValueStore.ts';

const text = Serdes.string();
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

type Store = VersionedKeyValueStore<string, string>;

/** A store with a history of 1000 ms in segments of 100 ms. */
function opened(isLogged = true): StoreHarness<Store> {
  const stateDir = mkdtempSync(join(tmpdir(), 'kstreams-versions-'));
  cleanups.push(() => rmSync(stateDir, { recursive: true }));
  const supplier = Stores.persistentVersionedKeyValueStore('store', 1000, 100);
  const builder = Stores.versionedKeyValueStoreBuilder(supplier, text, text);
  if (!isLogged) builder.withLoggingDisabled();
  return atWork(new StoreHarness(builder, { stateDir }));
}

function atWork(harness: StoreHarness<Store>): StoreHarness<Store> {
  cleanups.push(() => harness.context.close());
  return harness;
}

describe('a versioned store', () => {
  it('knows the value of a key at each time of its history', () => {
    const { store } = opened();
    expect([store.put('a', '1', 100), store.put('a', '3', 300), store.put('a', '2', 200)]).toEqual([
      -1, -1, 300,
    ]);
    expect(store.get('a')).toEqual({ value: '3', timestamp: 300 });
    const asOf = [99, 100, 199, 200, 299, 300, 5000].map((time) => store.get('a', time)?.value ?? null);
    expect(asOf).toEqual([null, '1', '1', '2', '2', '3', '3']);
    expect(store.get('b')).toBeNull();
  });

  it('takes deletions as versions too', () => {
    const { store } = opened();
    store.put('a', '1', 100);
    expect(store.delete('a', 300)).toEqual({ value: '1', timestamp: 100 });
    expect([store.put('a', null, 200), store.put('a', '0', 250)]).toEqual([300, 300]);
    const asOf = [150, 220, 260, 300].map((time) => store.get('a', time)?.value ?? null);
    expect([...asOf, store.get('a')]).toEqual(['1', null, '0', null, null]);
    expect(store.put('a', '4', 400)).toBe(-1);
    expect([store.get('a', 350), store.get('a', 400)?.value]).toEqual([null, '4']);
  });

  it('replaces a version of the same time', () => {
    const { store } = opened();
    store.put('a', 'x', 100);
    store.put('a', '2', 200);
    expect([store.put('a', '1', 100), store.put('a', '3', 200)]).toEqual([200, -1]);
    expect([store.get('a', 150)?.value, store.get('a')?.value]).toEqual(['1', '3']);
  });

  it('forgets what ended longer ago than its history, and drops what is as old', () => {
    const { store, context } = opened();
    for (const time of [100, 200, 1150]) store.put('a', `${time}`, time);
    expect([store.get('a', 150)?.value, store.get('a', 149)]).toEqual(['100', null]);
    expect(store.put('a', 'late', 149)).toBe(PUT_RETURN_CODE_NOT_PUT);
    expect(store.delete('a', 149)).toBeNull();
    expect(context.metrics.droppedRecords).toBe(2);
    store.put('b', 'x', 5000);
    expect([store.get('a')?.value, store.get('a', 3000)?.value]).toEqual(['1150', '1150']);
  });

  it.each([true, false])('is as it was after a restart, logged %s', (isLogged) => {
    const harness = opened(isLogged);
    for (const time of [100, 300, 200]) harness.store.put('a', `${time}`, time);
    harness.store.put('b', 'gone', 100);
    harness.store.put('b', null, 150);
    const { store } = atWork(harness.restarted());
    const asOf = [150, 250, 350].map((time) => store.get('a', time)?.value);
    expect([...asOf, store.get('b'), store.get('b', 120)?.value]).toEqual([
      '100',
      '200',
      '300',
      null,
      'gone',
    ]);
    const changes = harness.changes().map(({ key, value, timestamp }) => `${key}=${value}@${timestamp}`);
    const logged = ['a=100@100', 'a=300@300', 'a=200@200', 'b=gone@100', 'b=null@150'];
    expect(changes).toEqual(isLogged ? logged : []);
  });

  it('agrees with a list of all versions', () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.trunc((state / 2 ** 32) * below);
    };
    const { store } = opened();
    const versions = new Map<number, string | null>();
    let now = 0;
    for (let i = 0; i < 300; i++) {
      now += random(40);
      const time = Math.max(0, now - random(900));
      if (versions.has(time)) continue;
      const value = random(4) === 0 ? null : `v${i}`;
      versions.set(time, value);
      store.put('a', value, time);
    }
    const times = [...versions.keys()].sort((a, b) => a - b);
    const greatest = times.at(-1) ?? 0;
    for (let asOf = greatest - 1000; asOf <= greatest; asOf += 7) {
      const from = times.findLast((time) => time <= asOf);
      const value = (from !== undefined && versions.get(from)) || null;
      const expected = value === null ? null : { value, timestamp: from };
      expect(store.get('a', asOf), `seed ${seed}, as of ${asOf}`).toEqual(expected);
    }
  });

  it('fails when closed, and asks Kafka to keep versions apart for as long', () => {
    const { store } = opened();
    store.close();
    expect(() => store.get('a')).toThrow(expect.objectContaining({ code: 'STORE_CLOSED' }));
    const supplier = Stores.persistentVersionedKeyValueStore('store', 1000);
    const { changelogConfig } = Stores.versionedKeyValueStoreBuilder(supplier, text, text);
    expect(changelogConfig).toEqual({ 'cleanup.policy': 'compact', 'min.compaction.lag.ms': '86401000' });
  });
});
