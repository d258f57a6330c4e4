import { type LoadedModel, type ModelStats, ServedModel } from '@kafka-tutorial/serving';

/** What may be asked of the models while they serve: the stage's materialized value. */
export interface ReadableModelState {
  /** Statistics of the model in service, by data type. */
  models(): Record<string, ModelStats>;
}

/** The models in service, one for each data type, in memory: a restart reads them again from the models topic. */
export class ModelStore implements ReadableModelState {
  readonly #served = new Map<string, ServedModel>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970-01-01 UTC */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get(dataType: string): ServedModel | undefined {
    return this.#served.get(dataType);
  }

  /** Puts a model into service; the one before it is cleaned up after its last use. */
  swap(loaded: LoadedModel): ServedModel {
    const before = this.#served.get(loaded.dataType.name);
    const served = ServedModel.begin(loaded, before, this.#now());
    this.#served.set(loaded.dataType.name, served);
    before?.retire();
    return served;
  }

  models(): Record<string, ModelStats> {
    return Object.fromEntries([...this.#served].map(([dataType, served]) => [dataType, served.stats()]));
  }

  /** Takes all models out of service. */
  close(): void {
    for (const served of this.#served.values()) served.retire();
    this.#served.clear();
  }
}
