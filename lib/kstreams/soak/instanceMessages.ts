import type { KafkaStreamsState } from '../kafka/streamsState.ts';
import type { StoreName } from './soakTopology.ts';

/** What an instance is told when its process starts, as JSON in its first argument. */
export interface InstanceOptions {
  readonly bootstrap: string;
  readonly run: string;
  readonly stateDir: string;
  readonly threads: number;
}

/** The rows of a store that an instance has, of all its tasks. */
export type StoreRows = Readonly<Record<StoreName, readonly [string, unknown][]>>;

/** From an instance to the soak test. */
export type FromInstance =
  | { readonly type: 'state'; readonly state: KafkaStreamsState }
  | { readonly type: 'threadFailed'; readonly why: string }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'rows'; readonly rows: StoreRows };

/** From the soak test to an instance: it wants to see the stores. */
export type ToInstance = 'rows';
