import type { LogConfig, StoreBuilder } from '@kafka-tutorial/kstreams';
import type { DurableModelsOptions } from '@kafka-tutorial/serving';
import { changelogOfModels } from '@kafka-tutorial/serving/kstreams';
import { ModelStateStore } from './modelStore.ts';

/** Makes the store of each task. Kafka Streams creates the changelog topic because the builder says that there is one. */
export class ModelStateStoreBuilder implements StoreBuilder<ModelStateStore> {
  readonly name: string;
  readonly cachingEnabled = false;
  readonly #options: DurableModelsOptions;
  #logConfig: LogConfig | undefined = changelogOfModels;

  constructor(name: string, options: DurableModelsOptions) {
    this.name = name;
    this.#options = options;
  }

  get loggingEnabled(): boolean {
    return this.#logConfig !== undefined;
  }

  get logConfig(): LogConfig {
    return this.#logConfig ?? {};
  }

  /** Changes nothing: the store writes rarely enough without a cache. */
  withCachingEnabled(): this {
    return this;
  }

  withCachingDisabled(): this {
    return this;
  }

  withLoggingEnabled(config: LogConfig): this {
    this.#logConfig = { ...changelogOfModels, ...config };
    return this;
  }

  /** A restart then loses the models. */
  withLoggingDisabled(): this {
    this.#logConfig = undefined;
    return this;
  }

  build(): ModelStateStore {
    return new ModelStateStore(this.name, this.#options);
  }
}
