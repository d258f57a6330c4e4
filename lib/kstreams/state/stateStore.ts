import type { Headers } from '../processor/headers.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { TaskId } from '../processor/taskId.ts';

/** Puts one changelog record back into a store while it is restored; a null value deletes the key. */
export type RestoreCallback = (key: Buffer, value: Buffer | null, timestamp: number) => void;

/** What a store can ask of its task; a custom store logs its own changes with it. */
export interface StateStoreContext {
  applicationId(): string;
  taskId(): TaskId;
  /**
   * The task's directory, for stores that keep something there in a file or directory named like the store. It is made
   * and locked when first asked for.
   * @throws KStreamsError STATE_DIRECTORY_LOCKED when another process has the task
   */
  stateDir(): string;
  /** Full name of the topic the store of this name is logged to, also for its serdes when it is not logged. */
  changelogTopic(storeName: string): string;
  /** Timestamp of the record being processed; of the punctuation while a punctuator runs. */
  timestamp(): number;
  headers(): Headers;
  currentStreamTimeMs(): number;
  /** Writes to the changelog of the store of this name; does nothing when it is not logged. */
  logChange(storeName: string, key: Buffer, value: Buffer | null, timestamp: number): void;
  /** Makes the store known to its task; called once from `init`. */
  register(store: StateStore, restore: RestoreCallback): void;
}

/** Anything a task keeps between records. */
export interface StateStore {
  readonly name: string;
  /** Whether its content outlives the process without the changelog. */
  readonly persistent: boolean;
  readonly isOpen: boolean;
  /** Opens the store. `root` is the outermost decorator: what the task registers, flushes and closes. */
  init(context: StateStoreContext, root: StateStore): void;
  /** How the store keeps a changelog record's value, where that is not the value itself. */
  fromChangelog?(value: Buffer, timestamp: number): Buffer;
  /** Writes out what is held back; a cache forwards downstream, which may take a promise. */
  flush(): MaybePromise<void>;
  close(): void;
}
