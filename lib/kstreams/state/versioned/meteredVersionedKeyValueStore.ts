import { KStreamsError } from '../../errors.ts';
import type { MaybePromise } from '../../processor/maybePromise.ts';
import type { InternalStoreContext } from '../internalStoreContext.ts';
import type { SerdesOf, StoreSerdes } from '../meteredKeyValueStore.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import type {
  VersionedBytesStore,
  VersionedKeyValueStore,
  VersionedRecord,
} from './versionedKeyValueStore.ts';

/** The typed face of a versioned store; also writes its changelog, which has the plain values under their timestamps. */
export class MeteredVersionedKeyValueStore<K, V> implements VersionedKeyValueStore<K, V> {
  readonly #bytes: VersionedBytesStore;
  readonly #isLogged: boolean;
  readonly #serdesOf: SerdesOf<K, V>;
  #serdes: StoreSerdes<K, V> | undefined;
  #context: InternalStoreContext | undefined;

  constructor(bytes: VersionedBytesStore, isLogged: boolean, serdesOf: SerdesOf<K, V>) {
    this.#bytes = bytes;
    this.#isLogged = isLogged;
    this.#serdesOf = serdesOf;
  }

  get name(): string {
    return this.#bytes.name;
  }

  get persistent(): boolean {
    return this.#bytes.persistent;
  }

  get isOpen(): boolean {
    return this.#bytes.isOpen;
  }

  get historyRetentionMs(): number {
    return this.#bytes.historyRetentionMs;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#serdes = this.#serdesOf(context);
    this.#context = context;
    this.#bytes.init(context, root);
  }

  put(key: K, value: V | null, timestamp: number): number {
    const keyBytes = this.#keyBytes(key);
    const bytes = value === null ? null : this.#opened().value.serialize(this.#topic(), value);
    const validTo = this.#bytes.put(keyBytes, bytes, timestamp);
    this.#log(keyBytes, bytes, timestamp);
    return validTo;
  }

  delete(key: K, timestamp: number): VersionedRecord<V> | null {
    const keyBytes = this.#keyBytes(key);
    const existing = this.#bytes.delete(keyBytes, timestamp);
    this.#log(keyBytes, null, timestamp);
    return this.#record(existing);
  }

  get(key: K, asOfTimestamp?: number): VersionedRecord<V> | null {
    return this.#record(this.#bytes.get(this.#keyBytes(key), asOfTimestamp));
  }

  flush(): MaybePromise<void> {
    return this.#bytes.flush();
  }

  close(): void {
    this.#bytes.close();
  }

  #log(key: Buffer, value: Buffer | null, timestamp: number): void {
    if (this.#isLogged) this.#context?.logChange(this.name, key, value, timestamp);
  }

  #record(record: VersionedRecord<Buffer> | null): VersionedRecord<V> | null {
    if (record === null) return null;
    const value = this.#opened().value.deserialize(this.#topic(), record.value);
    return value === null ? null : { value, timestamp: record.timestamp };
  }

  #keyBytes(key: K): Buffer {
    const bytes = this.#opened().key.serialize(this.#topic(), key);
    if (bytes !== null) return bytes;
    throw new KStreamsError('SERIALIZATION_FAILED', `The store ${this.name} cannot take null as a key.`, {
      hint: 'Drop records without a key before they reach the store.',
    });
  }

  #topic(): string {
    return this.#context?.changelogTopic(this.name) ?? '';
  }

  #opened(): StoreSerdes<K, V> {
    if (this.#serdes !== undefined) return this.#serdes;
    throw storeClosed(this.name);
  }
}
