import type { KeyValueBytesStore } from './keyValueStore.ts';
import type { StateStore, StateStoreContext } from './stateStore.ts';
import { storeClosed } from './storeClosed.ts';
import { plainValueOf, timestampOf } from './valueAndTimestampBytes.ts';
import { WrappedKeyValueStore } from './wrappedKeyValueStore.ts';

/** Writes each change to the store's changelog topic after the store has taken it. */
export class ChangeLoggingKeyValueStore extends WrappedKeyValueStore {
  #context: StateStoreContext | undefined;

  override init(context: StateStoreContext, root: StateStore): void {
    this.#context = context;
    super.init(context, root);
  }

  override put(key: Buffer, value: Buffer | null): void {
    super.put(key, value);
    this.log(this.#initialised(), key, value);
  }

  override putIfAbsent(key: Buffer, value: Buffer | null): Buffer | null {
    const present = super.putIfAbsent(key, value);
    if (present === null) this.log(this.#initialised(), key, value);
    return present;
  }

  /** Logs the deletion even of an absent key, as Java does. */
  override delete(key: Buffer): Buffer | null {
    const present = super.delete(key);
    this.log(this.#initialised(), key, null);
    return present;
  }

  protected log(context: StateStoreContext, key: Buffer, value: Buffer | null): void {
    context.logChange(this.name, key, value, context.timestamp());
  }

  #initialised(): StateStoreContext {
    if (this.#context !== undefined) return this.#context;
    throw storeClosed(this.name);
  }
}

/** The changelog holds the plain value; the timestamp that is stored with it becomes the record's. */
export class ChangeLoggingTimestampedKeyValueStore extends ChangeLoggingKeyValueStore {
  protected override log(context: StateStoreContext, key: Buffer, value: Buffer | null): void {
    if (value === null) context.logChange(this.name, key, null, context.timestamp());
    else context.logChange(this.name, key, plainValueOf(value), timestampOf(value));
  }
}

export function changeLogging(store: KeyValueBytesStore, timestamped: boolean): KeyValueBytesStore {
  return timestamped
    ? new ChangeLoggingTimestampedKeyValueStore(store)
    : new ChangeLoggingKeyValueStore(store);
}
