import { Serdes } from '../serdes/serdes.ts';
import { StoreHarness } from '../testing/storeHarness.ts';
import type { KeyValueStore } from './keyValueStore.ts';
import { describeKeyValueStore, type OpenedStore } from './keyValueStoreContract.ts';
import type { StoreBuilder } from './storeBuilder.ts';
import { Stores } from './stores.ts';

const text = Serdes.string();

for (const logged of [true, false]) {
  for (const cached of [true, false]) {
    const name = `in memory, ${logged ? 'logged' : 'not logged'}, ${cached ? 'cached' : 'not cached'}`;
    const plain = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
    describeKeyValueStore(name, () => opened(new StoreHarness(wrapped(plain, logged, cached))), {
      value: (text) => text,
      survivesRestart: logged,
    });

    const timestamped = Stores.timestampedKeyValueStoreBuilder(
      Stores.inMemoryKeyValueStore('store'),
      text,
      text,
    );
    describeKeyValueStore(
      `timestamped ${name}`,
      () => opened(new StoreHarness(wrapped(timestamped, logged, cached))),
      { value: (text) => ({ value: text, timestamp: 5_000_000_000 }), survivesRestart: logged },
    );
  }
}

describeKeyValueStore(
  'in memory, cached, with little memory',
  () => {
    const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
    return opened(new StoreHarness(builder.withCachingEnabled(), { cacheMaxBytes: 80 }));
  },
  { value: (text) => text, survivesRestart: true },
);

describeKeyValueStore(
  'in memory, cached, in a task without a cache',
  () => {
    const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('store'), text, text);
    return opened(new StoreHarness(builder.withCachingEnabled(), { cacheMaxBytes: 0 }));
  },
  { value: (text) => text, survivesRestart: true },
);

function wrapped<B extends StoreBuilder>(builder: B, logged: boolean, cached: boolean): B {
  if (logged) builder.withLoggingEnabled({});
  else builder.withLoggingDisabled();
  return cached ? builder.withCachingEnabled() : builder.withCachingDisabled();
}

function opened<V>(harness: StoreHarness<KeyValueStore<string, V>>): OpenedStore<V> {
  return { store: harness.store, restarted: () => opened(harness.restarted()) };
}
