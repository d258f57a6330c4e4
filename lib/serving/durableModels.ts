import type { ModelFactory } from '@kafka-tutorial/model';
import { describeError, type Logger } from '@kafka-tutorial/util';
import type { InputRecord } from './inputRecord.ts';
import type { LoadedModel } from './loadModel.ts';
import type { ServedModel, ServedModelSnapshot } from './servedModel.ts';
import { ServedModels } from './servedModels.ts';
import { placeOf, resumeModel, type StoredModel, storedModel } from './storedModel.ts';
import type { ModelStats } from './view.ts';

/** A model as it is found in a store, and the latest statistics beside it. */
export interface FoundModel {
  readonly dataType: string;
  readonly stored: StoredModel;
  readonly statistics: ServedModelSnapshot | null;
}

export interface DurableModelsOptions {
  readonly factory: ModelFactory;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
}

/**
 * Models in service that outlive the process. What scores is in memory, built; what it is built from is with whoever owns
 * this: a store that gives it at the start and writes what `swap` and `changedStatistics` answer.
 */
export class DurableModels {
  readonly #options: DurableModelsOptions;
  readonly #served: ServedModels;
  /** By data type, where its model came from. */
  readonly #sources = new Map<string, string>();
  /** What was stored of a model's usage. */
  readonly #storedUsage = new WeakMap<ServedModel, number>();
  #rebuilding: Promise<void> | undefined;
  #closed = false;

  constructor(options: DurableModelsOptions) {
    this.#options = options;
    this.#served = new ServedModels(options.now);
  }

  /** Builds what is in the store, in the background. */
  rebuild(found: readonly FoundModel[]): void {
    for (const { dataType, stored } of found) this.#sources.set(dataType, stored.source);
    if (found.length === 0) return;
    this.#rebuilding = this.#rebuild(found).finally(() => {
      this.#rebuilding = undefined;
    });
  }

  /** To be awaited before a record is scored or a model taken; undefined when there is nothing to wait for. */
  get rebuilding(): Promise<void> | undefined {
    return this.#rebuilding;
  }

  get(dataType: string): ServedModel | undefined {
    return this.#served.get(dataType);
  }

  /** Whether the model is in service already: after a crash records come again. */
  hasTaken(input: InputRecord): boolean {
    return [...this.#sources.values()].includes(placeOf(input));
  }

  /** Puts a model into service; `stored` is what has to be kept of it. */
  swap(loaded: LoadedModel, input: InputRecord): { served: ServedModel; stored: StoredModel } {
    const served = this.#served.swap(loaded);
    const stored = storedModel(served, input);
    this.#sources.set(loaded.dataType.name, stored.source);
    this.#storedUsage.set(served, 0);
    return { served, stored };
  }

  /** The statistics that have changed since the last time, by data type. */
  *changedStatistics(): Generator<[dataType: string, statistics: ServedModelSnapshot]> {
    for (const [dataType, served] of this.#served) {
      const { usage } = served.stats();
      if (usage === this.#storedUsage.get(served)) continue;
      this.#storedUsage.set(served, usage);
      yield [dataType, served.snapshot()];
    }
  }

  models(): Record<string, ModelStats> {
    return this.#served.models();
  }

  close(): void {
    this.#closed = true;
    this.#served.close();
  }

  async #rebuild(found: readonly FoundModel[]): Promise<void> {
    const { factory, logger } = this.#options;
    for (const { dataType, stored, statistics } of found) {
      try {
        const served = await resumeModel(stored, statistics, factory);
        this.#served.put(served);
        this.#storedUsage.set(served, served.stats().usage);
        // Somebody else serves it now.
        if (this.#closed) this.#served.close();
      } catch (error) {
        logger.error(`the stored model for ${dataType} cannot serve any more: ${describeError(error)}`);
      }
    }
  }
}
