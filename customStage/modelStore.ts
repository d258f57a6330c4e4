import { type ModelStats, ModelVersions } from '@kafka-tutorial/serving';

/** What may be asked of the models while they serve: the stage's materialized value. */
export interface ReadableModelState {
  /** Statistics of the model in service, by data type. */
  models(): Record<string, ModelStats>;
}

/** The models of each data type, in memory: a restart reads them again from the models topic. */
export class ModelStore implements ReadableModelState {
  readonly #versions = new Map<string, ModelVersions>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970-01-01 UTC */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** What scores a data type; undefined while it has no model. */
  get(dataType: string): ModelVersions | undefined {
    const versions = this.#versions.get(dataType);
    return versions?.stable && versions;
  }

  /** The models of a data type, to be changed. */
  versionsOf(dataType: string): ModelVersions {
    const versions = this.#versions.get(dataType) ?? new ModelVersions({ now: this.#now });
    this.#versions.set(dataType, versions);
    return versions;
  }

  models(): Record<string, ModelStats> {
    return Object.fromEntries(
      [...this.#versions].flatMap(([dataType, versions]) => {
        const stats = versions.stats();
        return stats ? [[dataType, stats]] : [];
      }),
    );
  }

  /** Takes all models out of service. */
  close(): void {
    for (const versions of this.#versions.values()) versions.close();
    this.#versions.clear();
  }
}
