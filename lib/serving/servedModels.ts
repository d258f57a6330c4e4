import type { LoadedModel } from './loadModel.ts';
import { ServedModel } from './servedModel.ts';
import type { ModelStats } from './view.ts';

/** The models in service, one for each data type. They are in memory: what has to survive a restart is kept elsewhere. */
export class ServedModels {
  readonly #served = new Map<string, ServedModel>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970-01-01 UTC */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get(dataType: string): ServedModel | undefined {
    return this.#served.get(dataType);
  }

  /** Puts a new model into service; the one before it is cleaned up after its last use. */
  swap(loaded: LoadedModel): ServedModel {
    return this.put(ServedModel.begin(loaded, this.get(loaded.dataType.name), this.#now()));
  }

  /** Puts a model into service as it is, such as one that goes on after a restart. */
  put(served: ServedModel): ServedModel {
    const { name } = served.loaded.dataType;
    const before = this.#served.get(name);
    this.#served.set(name, served);
    before?.retire();
    return served;
  }

  [Symbol.iterator](): Iterator<[dataType: string, served: ServedModel]> {
    return this.#served.entries();
  }

  /** Statistics of the model in service, by data type. */
  models(): Record<string, ModelStats> {
    return Object.fromEntries([...this.#served].map(([dataType, served]) => [dataType, served.stats()]));
  }

  /** Takes all models out of service. */
  close(): void {
    for (const served of this.#served.values()) served.retire();
    this.#served.clear();
  }
}
