import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { changelogTopic, StoreHarness } from '../testing/storeHarness.ts';
import { Stores } from './stores.ts';

const text = Serdes.string();

describe('a logged store', () => {
  it('writes each change with the timestamp of its record, to the partition of its task', () => {
    const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
    const harness = new StoreHarness(builder);
    const { store } = harness;
    harness.at(10);
    store.put('a', '1');
    store.putIfAbsent('a', 'not taken');
    store.putIfAbsent('b', '2');
    harness.at(20);
    store.delete('absent');
    store.putAll([{ key: 'a', value: null }]);
    expect(harness.changes()[0]).toMatchObject({ topic: changelogTopic, partition: 0 });
    const changes = harness.changes().map(({ key, value, timestamp }) => [`${key}`, `${value}`, timestamp]);
    expect(changes).toEqual([
      ['a', '1', 10],
      ['b', '2', 10],
      ['absent', 'null', 20],
      ['a', 'null', 20],
    ]);
  });

  it('writes a timestamped value without its timestamp, which becomes that of the record', () => {
    const supplier = Stores.inMemoryKeyValueStore('store');
    const harness = new StoreHarness(Stores.timestampedKeyValueStoreBuilder(supplier, text, text));
    harness.at(10);
    harness.store.put('a', { value: '1', timestamp: 2 ** 40 });
    harness.store.put('a', null);
    const changes = harness.changes().map(({ value, timestamp }) => [`${value}`, timestamp]);
    expect(changes).toEqual([
      ['1', 2 ** 40],
      ['null', 10],
    ]);
    expect(harness.restarted().store.get('a')).toBeNull();
  });

  it('refuses null as a key', () => {
    const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
    const { store } = new StoreHarness(builder);
    expect(() => store.put(null as unknown as string, '1')).toThrow(
      expect.objectContaining({ code: 'SERIALIZATION_FAILED' }),
    );
  });
});
