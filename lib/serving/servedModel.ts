import { type FeatureRecord, type Model, ModelError, type ScoreOutcome } from '@kafka-tutorial/model';
import type { LoadedModel } from './loadModel.ts';
import { ScoringTimes } from './scoringTimes.ts';
import type { ModelStats, PreviousModel } from './view.ts';

/** The outcomes of a micro-batch, and each record's share of the time it took, microseconds. */
export interface ScoredBatch {
  readonly outcomes: readonly ScoreOutcome[];
  readonly micros: number;
}

const keptPrevious = 10;

/** A model in service: scores, counts, and is cleaned up after its last use. */
export class ServedModel {
  readonly loaded: LoadedModel;
  readonly version: number;
  readonly #since: number;
  readonly #previous: readonly PreviousModel[];
  readonly #times = new ScoringTimes();
  #errors = 0;
  #inUse = 0;
  #retired = false;

  /**
   * @param replaced the model that served until now
   * @param now milliseconds since 1970-01-01 UTC
   */
  constructor(loaded: LoadedModel, replaced: ServedModel | undefined, now: number) {
    this.loaded = loaded;
    this.#since = now;
    this.version = (replaced?.version ?? 0) + 1;
    this.#previous = replaced ? replaced.#history(now) : [];
  }

  /** Scores records together. Answers at once where the model does. A failing record costs its own outcome only. */
  scoreBatch(records: readonly FeatureRecord[]): ScoredBatch | Promise<ScoredBatch> {
    const start = performance.now();
    const finish = (outcomes: readonly ScoreOutcome[]): ScoredBatch => {
      const elapsed = performance.now() - start;
      this.#times.add(records.length, elapsed);
      for (const outcome of outcomes) if (outcome instanceof ModelError) this.#errors++;
      this.#release();
      return { outcomes, micros: (elapsed * 1000) / records.length };
    };
    this.#inUse++;
    try {
      const outcomes = this.loaded.model.scoreBatch(records);
      if (!(outcomes instanceof Promise)) return finish(outcomes);
      return outcomes.catch(() => scoreOneByOne(this.loaded.model, records)).then(finish);
    } catch {
      return scoreOneByOne(this.loaded.model, records).then(finish);
    }
  }

  /** Takes the model out of service; it is cleaned up at once, or when the batch that is being scored is done. */
  retire(): void {
    this.#retired = true;
    if (this.#inUse === 0) this.loaded.model.cleanup();
  }

  stats(): ModelStats {
    const { name, description, modelType } = this.loaded;
    return {
      ...{ name, description, modelType, since: this.#since, ...this.#times.summary() },
      ...{ errors: this.#errors, version: this.version, previous: this.#previous },
    };
  }

  #history(until: number): PreviousModel[] {
    const { name, modelType } = this.loaded;
    const { usage } = this.#times.summary();
    const own = { name, modelType, version: this.version, since: this.#since, until, usage };
    return [own, ...this.#previous].slice(0, keptPrevious);
  }

  #release(): void {
    this.#inUse--;
    if (this.#retired && this.#inUse === 0) this.loaded.model.cleanup();
  }
}

// An engine that gives up on a whole batch is asked again record by record, so that only the guilty ones fail.
async function scoreOneByOne(model: Model, records: readonly FeatureRecord[]): Promise<ScoreOutcome[]> {
  const outcomes: ScoreOutcome[] = [];
  for (const record of records) {
    try {
      outcomes.push(await model.score(record));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      outcomes.push(new ModelError('SCORING_FAILED', reason, { cause }));
    }
  }
  return outcomes;
}
