import type { StateStore } from './stateStore.ts';

/** Configuration of a changelog topic, for example `retention.ms`. */
export type LogConfig = Readonly<Record<string, string>>;

/** Makes a store for each task that needs one, and knows how it is wrapped. */
export interface StoreBuilder<S extends StateStore = StateStore> {
  readonly name: string;
  readonly cachingEnabled: boolean;
  readonly loggingEnabled: boolean;
  /** Configuration of the changelog topic that the store's kind asks for. Absent: compacted. */
  readonly changelogConfig?: LogConfig;
  /** Topic configuration beyond that. */
  readonly logConfig: LogConfig;
  withCachingEnabled(): this;
  withCachingDisabled(): this;
  withLoggingEnabled(config: LogConfig): this;
  withLoggingDisabled(): this;
  /** A new store at each call. */
  build(): S;
}
