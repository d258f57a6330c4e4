import type { MaybePromise } from '../processor/maybePromise.ts';
import type { KeyValue, KeyValueBytesStore, KeyValueIterator } from './keyValueStore.ts';
import type { StateStore, StateStoreContext } from './stateStore.ts';

/** A layer around a store of bytes that passes everything on; a subclass changes what its layer is about. */
export class WrappedKeyValueStore implements KeyValueBytesStore {
  protected readonly wrapped: KeyValueBytesStore;

  constructor(wrapped: KeyValueBytesStore) {
    this.wrapped = wrapped;
  }

  get name(): string {
    return this.wrapped.name;
  }

  get persistent(): boolean {
    return this.wrapped.persistent;
  }

  get isOpen(): boolean {
    return this.wrapped.isOpen;
  }

  init(context: StateStoreContext, root: StateStore): void {
    this.wrapped.init(context, root);
  }

  get(key: Buffer): Buffer | null {
    return this.wrapped.get(key);
  }

  put(key: Buffer, value: Buffer | null): void {
    this.wrapped.put(key, value);
  }

  putIfAbsent(key: Buffer, value: Buffer | null): Buffer | null {
    return this.wrapped.putIfAbsent(key, value);
  }

  putAll(entries: Iterable<KeyValue<Buffer, Buffer | null>>): void {
    for (const { key, value } of entries) this.put(key, value);
  }

  delete(key: Buffer): Buffer | null {
    return this.wrapped.delete(key);
  }

  range(from: Buffer | null, to: Buffer | null): KeyValueIterator<Buffer, Buffer> {
    return this.wrapped.range(from, to);
  }

  reverseRange(from: Buffer | null, to: Buffer | null): KeyValueIterator<Buffer, Buffer> {
    return this.wrapped.reverseRange(from, to);
  }

  all(): KeyValueIterator<Buffer, Buffer> {
    return this.wrapped.all();
  }

  reverseAll(): KeyValueIterator<Buffer, Buffer> {
    return this.wrapped.reverseAll();
  }

  prefixScan(prefix: Buffer): KeyValueIterator<Buffer, Buffer> {
    return this.wrapped.prefixScan(prefix);
  }

  approximateNumEntries(): number {
    return this.wrapped.approximateNumEntries();
  }

  flush(): MaybePromise<void> {
    return this.wrapped.flush();
  }

  close(): void {
    this.wrapped.close();
  }
}
