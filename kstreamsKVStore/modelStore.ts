import type { KeyValueStore, ProcessingContext, StoreBuilder } from '@kafka-tutorial/kstreams';
import { Serdes, Stores } from '@kafka-tutorial/kstreams';
import {
  DurableModels,
  type DurableModelsOptions,
  type InputRecord,
  type LoadedModel,
  type ModelStats,
  type ServedModel,
  type ServedModelSnapshot,
  type StoredModel,
} from '@kafka-tutorial/serving';
import { modelSerde, statisticsSerde } from './modelSerde.ts';

export const dataTypeSerde = Serdes.string();

/** The names of the two stores: of the models, and of their statistics. */
export const storeNames = { models: 'models', statistics: 'statistics' } as const;

type Models = KeyValueStore<string, StoredModel>;
type Statistics = KeyValueStore<string, ServedModelSnapshot>;

/** Both stores are on the disk, and in a changelog topic each, which is what another instance restores them from. */
export function storeBuilders(): StoreBuilder[] {
  const { models, statistics } = storeNames;
  return [
    Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(models), dataTypeSerde, modelSerde),
    Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(statistics), dataTypeSerde, statisticsSerde),
  ];
}

/** The models of a task: in its stores as bytes, and beside them, built, in memory. */
export class ModelStore {
  readonly #models: Models;
  readonly #statistics: Statistics;
  readonly #durable: DurableModels;

  constructor(models: Models, statistics: Statistics, options: DurableModelsOptions) {
    this.#models = models;
    this.#statistics = statistics;
    this.#durable = new DurableModels(options);
    this.#durable.rebuild(
      [...models.all()].map(({ key: dataType, value: stored }) => {
        return { dataType, stored, statistics: statistics.get(dataType) };
      }),
    );
  }

  /** To be awaited before anything else is asked, when it is there: the models are being built. */
  get rebuilding(): Promise<void> | undefined {
    return this.#durable.rebuilding;
  }

  get(dataType: string): ServedModel | undefined {
    return this.#durable.get(dataType);
  }

  hasTaken(input: InputRecord): boolean {
    return this.#durable.hasTaken(input);
  }

  /** Puts a model into service and into the store. */
  swap(loaded: LoadedModel, input: InputRecord): ServedModel {
    const { served, stored } = this.#durable.swap(loaded, input);
    // Exercise: keep something of your own in a key/value store, and find it again after a restart.
    // Solution: exercises/22-key-value-store/solution/bestScores.ts.
    this.#models.put(loaded.dataType.name, stored);
    this.#statistics.put(loaded.dataType.name, stored.begin);
    return served;
  }

  /** Puts the statistics that have changed into their store. */
  saveStatistics(): void {
    for (const [dataType, statistics] of this.#durable.changedStatistics()) {
      this.#statistics.put(dataType, statistics);
    }
  }

  models(): Record<string, ModelStats> {
    return this.#durable.models();
  }

  close(): void {
    this.#durable.close();
  }
}

/** The model stores of all tasks of an instance, opened by the first processor of a task and shared by the others. */
export class ModelStores {
  readonly #options: DurableModelsOptions;
  readonly #open = new Map<Models, ModelStore>();

  constructor(options: DurableModelsOptions) {
    this.#options = options;
  }

  of(context: ProcessingContext): ModelStore {
    const models = context.getStateStore<Models>(storeNames.models);
    const known = this.#open.get(models);
    if (known) return known;
    const statistics = context.getStateStore<Statistics>(storeNames.statistics);
    const store = new ModelStore(models, statistics, this.#options);
    this.#open.set(models, store);
    return store;
  }

  /** The task of this store ends. */
  close(store: ModelStore): void {
    store.close();
    for (const [models, open] of this.#open) if (open === store) this.#open.delete(models);
  }

  /** Statistics of the models that this instance has in service. */
  models(): Record<string, ModelStats> {
    return Object.assign({}, ...[...this.#open.values()].map((store) => store.models()));
  }
}
