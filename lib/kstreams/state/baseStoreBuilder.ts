import type { StateStore } from './stateStore.ts';
import type { LogConfig, StoreBuilder } from './storeBuilder.ts';

/** Keeps the choices common to all builders: changelog on, cache off unless said otherwise. */
export abstract class BaseStoreBuilder<S extends StateStore> implements StoreBuilder<S> {
  readonly name: string;
  #cachingEnabled = false;
  #loggingEnabled = true;
  #logConfig: LogConfig = {};

  constructor(name: string) {
    this.name = name;
  }

  get cachingEnabled(): boolean {
    return this.#cachingEnabled;
  }

  get loggingEnabled(): boolean {
    return this.#loggingEnabled;
  }

  get logConfig(): LogConfig {
    return this.#logConfig;
  }

  /** What the store's kind asks of its changelog topic. */
  get changelogConfig(): LogConfig {
    return { 'cleanup.policy': 'compact' };
  }

  withCachingEnabled(): this {
    this.#cachingEnabled = true;
    return this;
  }

  withCachingDisabled(): this {
    this.#cachingEnabled = false;
    return this;
  }

  withLoggingEnabled(config: LogConfig): this {
    this.#loggingEnabled = true;
    this.#logConfig = { ...config };
    return this;
  }

  withLoggingDisabled(): this {
    this.#loggingEnabled = false;
    this.#logConfig = {};
    return this;
  }

  abstract build(): S;
}
