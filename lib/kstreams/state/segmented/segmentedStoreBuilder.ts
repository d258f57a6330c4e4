import type { Serde } from '../../serdes/serde.ts';
import { BaseStoreBuilder } from '../baseStoreBuilder.ts';
import type { SerdesOf } from '../meteredKeyValueStore.ts';
import { MeteredSessionStore } from '../meteredSessionStore.ts';
import { MeteredTimestampedWindowStore, MeteredWindowStore } from '../meteredWindowStore.ts';
import type { SessionStore } from '../sessionStore.ts';
import type { StateStore } from '../stateStore.ts';
import type { LogConfig } from '../storeBuilder.ts';
import type { TimestampedWindowStore, WindowStore } from '../windowStore.ts';
import { CachingSegmentedStore } from './cachingSegmentedStore.ts';
import { ChangeLoggingSegmentedStore } from './changeLoggingSegmentedStore.ts';
import type { SegmentedBytesStore } from './segmentedBytesStore.ts';

/** Makes the innermost layer of a session store. */
export interface SessionBytesStoreSupplier {
  readonly kind: 'session';
  readonly name: string;
  readonly retentionMs: number;
  get(): SegmentedBytesStore;
}

/** Makes the innermost layer of a window store. */
export interface WindowBytesStoreSupplier {
  readonly kind: 'window';
  readonly name: string;
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  readonly retainDuplicates: boolean;
  get(): SegmentedBytesStore;
}

/** How long Kafka keeps a changelog beyond the retention of its store: timestamps and Kafka's clock may differ. */
const additionalRetentionMs = 24 * 60 * 60 * 1000;

/** What the builders of window and session stores share; absent serdes are the configured defaults. */
abstract class SegmentedStoreBuilder<K, V, S extends StateStore> extends BaseStoreBuilder<S> {
  protected readonly serdesOf: SerdesOf<K, V>;
  readonly #supplier: SessionBytesStoreSupplier | WindowBytesStoreSupplier;

  constructor(
    supplier: SessionBytesStoreSupplier | WindowBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ) {
    super(supplier.name);
    this.#supplier = supplier;
    this.serdesOf = (context) => ({
      key: context.keySerde(keySerde, `The store ${supplier.name}`),
      value: context.valueSerde(valueSerde, `The store ${supplier.name}`),
    });
  }

  override get changelogConfig(): LogConfig {
    return {
      'cleanup.policy': this.#retainsDuplicates ? 'delete' : 'compact,delete',
      'retention.ms': String(this.#supplier.retentionMs + additionalRetentionMs),
    };
  }

  /** The layers around the bytes, from the inside out: changelog, cache. */
  protected layers(timestamped: boolean): SegmentedBytesStore {
    const bytes = this.#supplier.get();
    const logged = this.loggingEnabled ? new ChangeLoggingSegmentedStore(bytes, timestamped) : bytes;
    // A cache keeps one value of a key and time.
    return this.cachingEnabled && !this.#retainsDuplicates ? new CachingSegmentedStore(logged) : logged;
  }

  get #retainsDuplicates(): boolean {
    return this.#supplier.kind === 'window' && this.#supplier.retainDuplicates;
  }
}

export class SessionStoreBuilder<K, V> extends SegmentedStoreBuilder<K, V, SessionStore<K, V>> {
  build(): SessionStore<K, V> {
    return new MeteredSessionStore(this.layers(false), this.serdesOf);
  }
}

export class WindowStoreBuilder<K, V> extends SegmentedStoreBuilder<K, V, WindowStore<K, V>> {
  readonly #windows: WindowBytesStoreSupplier;

  constructor(supplier: WindowBytesStoreSupplier, keySerde?: Serde<K>, valueSerde?: Serde<V>) {
    super(supplier, keySerde, valueSerde);
    this.#windows = supplier;
  }

  build(): WindowStore<K, V> {
    return new MeteredWindowStore(this.layers(false), this.#windows, this.serdesOf);
  }
}

export class TimestampedWindowStoreBuilder<K, V> extends SegmentedStoreBuilder<
  K,
  V,
  TimestampedWindowStore<K, V>
> {
  readonly #windows: WindowBytesStoreSupplier;

  constructor(supplier: WindowBytesStoreSupplier, keySerde?: Serde<K>, valueSerde?: Serde<V>) {
    super(supplier, keySerde, valueSerde);
    this.#windows = supplier;
  }

  build(): TimestampedWindowStore<K, V> {
    return new MeteredTimestampedWindowStore(this.layers(true), this.#windows, this.serdesOf);
  }
}
