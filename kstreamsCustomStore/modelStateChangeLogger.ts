import type { StateStoreContext } from '@kafka-tutorial/kstreams';
import { type ModelState, modelStateSerde } from './modelStateSerde.ts';

/**
 * Writes the changes of a store to its changelog topic. The topic is compacted: of each key Kafka keeps the last change,
 * so the model and its statistics have a key each.
 */
export class ModelStateChangeLogger {
  readonly #storeName: string;
  readonly #context: StateStoreContext;

  constructor(storeName: string, context: StateStoreContext) {
    this.#storeName = storeName;
    this.#context = context;
  }

  /** @param timestamp milliseconds since 1970-01-01 UTC */
  logChange(dataType: string, state: ModelState, timestamp: number): void {
    // Exercise: write a store whose content is no bytes, with a changelog from which it is restored.
    // Solution: exercises/23-custom-store/solution/topStore.ts.
    const topic = this.#context.changelogTopic(this.#storeName);
    const key = Buffer.from(`${dataType} ${state.kind}`);
    this.#context.logChange(this.#storeName, key, modelStateSerde.serialize(topic, state), timestamp);
  }

  /** Reads a change back; the data type is that of its key. */
  readChange(key: Buffer, value: Buffer): { readonly dataType: string; readonly state: ModelState | null } {
    const topic = this.#context.changelogTopic(this.#storeName);
    const [dataType = ''] = key.toString().split(' ');
    return { dataType, state: modelStateSerde.deserialize(topic, value) };
  }
}
