import type { StateStore, StateStoreContext } from '@kafka-tutorial/kstreams';
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
import { ModelStateChangeLogger } from './modelStateChangeLogger.ts';
import type { ReadableModelStateStore } from './readableModelStateStore.ts';

/**
 * A store that holds models, not bytes: what scores is at hand, without reading it anew for each record. Its changes are in
 * a changelog topic; from there the task's next owner has them back.
 */
export class ModelStateStore implements StateStore, ReadableModelStateStore {
  readonly name: string;
  readonly persistent = false;
  readonly #now: () => number;
  readonly #durable: DurableModels;
  readonly #restoredModels = new Map<string, StoredModel>();
  readonly #restoredStatistics = new Map<string, ServedModelSnapshot>();
  #changeLogger: ModelStateChangeLogger | undefined;
  #open = false;

  constructor(name: string, options: DurableModelsOptions) {
    this.name = name;
    this.#now = options.now ?? Date.now;
    this.#durable = new DurableModels(options);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  init(context: StateStoreContext, root: StateStore): void {
    this.#open = true;
    this.#changeLogger = new ModelStateChangeLogger(this.name, context);
    context.register(root, (key, value) => this.#restore(key, value));
  }

  /** Builds the models that were restored, in the background; called by each processor when it is initialised. */
  rebuild(): void {
    const found = [...this.#restoredModels].map(([dataType, stored]) => {
      return { dataType, stored, statistics: this.#restoredStatistics.get(dataType) ?? null };
    });
    this.#restoredModels.clear();
    this.#restoredStatistics.clear();
    this.#durable.rebuild(found);
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

  /** Puts a model into service and into the changelog. */
  swap(loaded: LoadedModel, input: InputRecord): ServedModel {
    const { served, stored: model } = this.#durable.swap(loaded, input);
    this.#changeLogger?.logChange(loaded.dataType.name, { kind: 'model', model }, this.#now());
    return served;
  }

  getCurrentServingInfo(dataType: string): ModelStats | undefined {
    return this.#durable.get(dataType)?.stats();
  }

  models(): Record<string, ModelStats> {
    return this.#durable.models();
  }

  /** Called before each commit: with the offsets of the records, the statistics that count them become final. */
  flush(): void {
    for (const [dataType, statistics] of this.#durable.changedStatistics()) {
      this.#changeLogger?.logChange(dataType, { kind: 'statistics', statistics }, this.#now());
    }
  }

  close(): void {
    this.#open = false;
    this.#durable.close();
  }

  #restore(key: Buffer, value: Buffer | null): void {
    const change = value && this.#changeLogger?.readChange(key, value);
    if (!change?.state) return;
    const { dataType, state } = change;
    if (state.kind === 'model') this.#restoredModels.set(dataType, state.model);
    else this.#restoredStatistics.set(dataType, state.statistics);
  }
}
