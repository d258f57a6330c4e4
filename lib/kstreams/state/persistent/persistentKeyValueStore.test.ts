import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Serdes } from '../../serdes/serdes.ts';
import { StoreHarness } from '../../testing/storeHarness.ts';
import type { KeyValueStore } from '../keyValueStore.ts';
import { describeKeyValueStore, type OpenedStore } from '../keyValueStoreContract.ts';
import type { StoreBuilder } from '../storeBuilder.ts';
import { type KeyValueBytesStoreSupplier, Stores } from '../stores.ts';
import { PersistentKeyValueStore } from './persistentKeyValueStore.ts';

const text = Serdes.string();
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'kstreams-store-'));
  cleanups.push(() => rmSync(path, { recursive: true }));
  return path;
}

type Builder<V> = StoreBuilder<KeyValueStore<string, V>>;

function opened<V>(harness: StoreHarness<KeyValueStore<string, V>>): OpenedStore<V> {
  cleanups.push(() => harness.context.close());
  return { store: harness.store, restarted: () => opened(harness.restarted()) };
}

const open = <V>(builder: Builder<V>) =>
  opened(new StoreHarness(builder, { stateDir: temporaryDirectory() }));

for (const logged of [true, false]) {
  for (const cached of [true, false]) {
    const chosen = <V>(builder: Builder<V>): Builder<V> => {
      if (!logged) builder.withLoggingDisabled();
      return cached ? builder.withCachingEnabled() : builder;
    };
    const name = `persistent, ${logged ? 'logged' : 'not logged'}, ${cached ? 'cached' : 'not cached'}`;
    const plain = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore('store'), text, text);
    describeKeyValueStore(name, () => open(chosen(plain)), { value: (text) => text, survivesRestart: true });

    const supplier = Stores.persistentTimestampedKeyValueStore('store');
    const timestamped = Stores.timestampedKeyValueStoreBuilder(supplier, text, text);
    describeKeyValueStore(`timestamped ${name}`, () => open(chosen(timestamped)), {
      value: (text) => ({ value: text, timestamp: 5_000_000_000 }),
      survivesRestart: true,
    });
  }
}

/** Writes each change at once: every read is of the disk. */
const unbuffered: KeyValueBytesStoreSupplier = {
  name: 'store',
  get: () => new PersistentKeyValueStore('store', 0),
};
describeKeyValueStore(
  'persistent, with no memory for writes',
  () => open(Stores.keyValueStoreBuilder(unbuffered, text, text).withLoggingDisabled()),
  { value: (text) => text, survivesRestart: true },
);

describe('a persistent store', () => {
  const bytesStore = (limitBytes?: number) => {
    const directory = temporaryDirectory();
    const store = new PersistentKeyValueStore('store', limitBytes);
    store.init({ stateDir: () => directory, register: () => {} } as never, store);
    cleanups.push(() => store.close());
    return { store, directory };
  };

  it('reads what it wrote while ever more goes to the disk, in any order', () => {
    const { store } = bytesStore(2000);
    const expected = new Map<string, string>();
    let state = 7;
    for (let i = 0; i < 3000; i++) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      const key = `k${state % 500}`;
      if (state % 5 === 0) {
        const present = store.delete(Buffer.from(key));
        expect(present?.toString()).toBe(expected.get(key));
        expected.delete(key);
      } else {
        store.put(Buffer.from(key), Buffer.from(String(i)));
        expected.set(key, String(i));
      }
    }
    const sorted = [...expected].sort(([a], [b]) => (a < b ? -1 : 1));
    const content = [...store.all()].map(({ key, value }) => [key.toString(), value.toString()]);
    expect(content).toEqual(sorted);
    const inside = sorted.filter(([key]) => key >= 'k2' && key <= 'k35').toReversed();
    const range = [...store.reverseRange(Buffer.from('k2'), Buffer.from('k35'))];
    expect(range.map(({ key, value }) => [key.toString(), value.toString()])).toEqual(inside);
  });

  it('goes on with an iteration while what it goes through is written to the disk', () => {
    const { store } = bytesStore();
    for (const key of ['a', 'b', 'c', 'd']) store.put(Buffer.from(key), Buffer.from('1'));
    store.flush();
    store.put(Buffer.from('bb'), Buffer.from('1'));
    const entries = store.all();
    expect(entries.next().value?.key.toString()).toBe('a');
    store.put(Buffer.from('c'), Buffer.from('2'));
    store.delete(Buffer.from('d'));
    store.put(Buffer.from('e'), Buffer.from('2'));
    store.flush();
    const rest = [...entries].map(({ key, value }) => `${key}=${value}`);
    expect(rest).toEqual(['b=1', 'bb=1', 'c=2']);
  });

  it('ends an iteration that is left open when it closes', () => {
    const { store } = bytesStore();
    for (const key of ['a', 'b', 'c']) store.put(Buffer.from(key), Buffer.from('1'));
    store.flush();
    const entries = store.all();
    entries.next();
    store.close();
    expect([...entries].length).toBeLessThan(2);
    expect(() => store.get(Buffer.from('a'))).toThrow(expect.objectContaining({ code: 'STORE_CLOSED' }));
  });

  it('refuses a key that is too long when it is put', () => {
    const { store } = bytesStore();
    const longest = Buffer.alloc(1977, 'k');
    store.put(longest, Buffer.from('x'));
    store.flush();
    expect(store.get(longest)?.toString()).toBe('x');
    const tooLong = expect.objectContaining({ code: 'STORE_KEY_TOO_LONG' });
    expect(() => store.put(Buffer.alloc(1978, 'k'), Buffer.from('x'))).toThrow(tooLong);
  });

  it('keeps what was flushed only', () => {
    const { store, directory } = bytesStore();
    store.put(Buffer.from('a'), Buffer.from('1'));
    store.flush();
    store.put(Buffer.from('b'), Buffer.from('1'));
    store.close();
    store.init({ stateDir: () => directory, register: () => {} } as never, store);
    expect([...store.all()].map(({ key }) => key.toString())).toEqual(['a']);
    expect(readdirSync(directory)).toEqual(['store']);
  });
});

describe('a persistent store in its task', () => {
  const builder = () => Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore('store'), text, text);
  const topic = 'test-store-changelog';

  it('is kept with a checkpoint of its changelog, and removed without one', () => {
    const stateDir = temporaryDirectory();
    const first = new StoreHarness(builder(), { stateDir });
    first.store.put('a', '1');
    first.store.flush();
    first.context.directory?.writeCheckpoints([{ topic, partition: 0, offset: 0 }]);
    first.context.close();

    const second = new StoreHarness(builder(), { stateDir });
    expect(second.store.get('a')).toBe('1');
    expect(second.context.directory?.checkpoints()).toEqual([{ topic, partition: 0, offset: 0 }]);
    second.context.directory?.discardCheckpoints();
    second.context.close();

    const third = new StoreHarness(builder(), { stateDir });
    expect(third.store.get('a')).toBeNull();
    third.context.close();
  });

  it('is in one task at a time', () => {
    const stateDir = temporaryDirectory();
    const first = new StoreHarness(builder(), { stateDir });
    expect(() => new StoreHarness(builder(), { stateDir })).toThrow(
      expect.objectContaining({ code: 'STATE_DIRECTORY_LOCKED' }),
    );
    first.context.close();
    new StoreHarness(builder(), { stateDir }).context.close();
  });

  it('has a name that leads nowhere else', () => {
    for (const name of ['..', '../other', '/etc', '.checkpoint', 'a/b', '']) {
      const supplier = { name, get: () => new PersistentKeyValueStore(name) };
      const stateDir = temporaryDirectory();
      const outside = Stores.keyValueStoreBuilder(supplier, text, text);
      expect(() => new StoreHarness(outside, { stateDir }), name).toThrow(
        expect.objectContaining({ code: 'TOPOLOGY_NAME_INVALID' }),
      );
    }
  });
});
