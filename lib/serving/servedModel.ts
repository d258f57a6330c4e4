import type { FeatureRecord, Model, ScoreOutcome } from '@kafka-tutorial/model';
// Not from the index, which brings all formats with it: a process whose models live on its threads needs none of them.
import { ModelError } from '@kafka-tutorial/model/errors';
import type { LoadedModel } from './loadModel.ts';
import { ScoringTimes, type TimesSnapshot } from './scoringTimes.ts';
import type { ModelStats, PreviousModel } from './view.ts';

/** The outcomes of a micro-batch. */
export interface ScoredBatch {
  readonly outcomes: readonly ScoreOutcome[];
  /** Each record's share of the time it took, microseconds. */
  readonly micros: number;
  /** The model that gave outcome i. */
  servedAt(i: number): ServedModel;
  /** What a candidate says of the same records, for comparison. */
  readonly shadow?: ScoredBatch;
}

/** What of a served model is kept over a restart, besides the model itself; it says whose statistics they are. */
export interface ServedModelSnapshot {
  readonly name: string;
  readonly description: string;
  readonly modelType: string;
  readonly sha256?: string;
  readonly location?: string;
  readonly version: number;
  readonly since: number;
  readonly errors: number;
  readonly times: TimesSnapshot;
  readonly previous: readonly PreviousModel[];
}

type Beginning = Pick<ServedModelSnapshot, 'version' | 'since' | 'errors' | 'previous'>;

const keptPrevious = 10;
// Of what a producer chooses and statistics repeat: they are written often.
const longestText = 1000;

/** A model in service: scores, counts, and is cleaned up after its last use. */
export class ServedModel {
  readonly loaded: LoadedModel;
  readonly version: number;
  readonly #since: number;
  #previous: readonly PreviousModel[];
  readonly #times: ScoringTimes;
  #errors: number;
  readonly #itself = () => this as ServedModel;
  #inUse = 0;
  #retired = false;

  private constructor(loaded: LoadedModel, from: Beginning, times: ScoringTimes) {
    this.loaded = loaded;
    this.version = from.version;
    this.#since = from.since;
    this.#previous = from.previous;
    this.#errors = from.errors;
    this.#times = times;
  }

  /**
   * Puts a model into service.
   *
   * @param replaced the model that served until now
   * @param now milliseconds since 1970-01-01 UTC
   * @param version left out, one more than that of the replaced model
   */
  static begin(
    loaded: LoadedModel,
    replaced: ServedModel | undefined,
    now: number,
    version = (replaced?.version ?? 0) + 1,
  ): ServedModel {
    const previous = replaced ? replaced.#history(now) : [];
    return new ServedModel(loaded, { version, since: now, errors: 0, previous }, new ScoringTimes());
  }

  /** Goes on with a model that served before a restart, and with its statistics. */
  static resume(loaded: LoadedModel, from: ServedModelSnapshot): ServedModel {
    return new ServedModel(loaded, from, ScoringTimes.resume(from.times));
  }

  /** Scores records together. Answers at once where the model does. A failing record costs its own outcome only. */
  scoreBatch(records: readonly FeatureRecord[]): ScoredBatch | Promise<ScoredBatch> {
    const start = performance.now();
    const finish = (outcomes: readonly ScoreOutcome[]): ScoredBatch => {
      const elapsed = performance.now() - start;
      this.#times.add(records.length, elapsed);
      for (const outcome of outcomes) if (outcome instanceof ModelError) this.#errors++;
      this.#release();
      return { outcomes, micros: (elapsed * 1000) / records.length, servedAt: this.#itself };
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

  /** Takes note of the model whose place this one takes, where it was in service before. */
  follow(replaced: ServedModel, now: number): void {
    this.#previous = replaced.#history(now);
  }

  /** Takes the model out of service; it is cleaned up at once, or when the batch that is being scored is done. */
  retire(): void {
    this.#retired = true;
    if (this.#inUse === 0) this.loaded.model.cleanup();
  }

  stats(): ModelStats {
    const { name, description, modelType } = this.loaded;
    return {
      ...{ name, description, modelType, ...this.#origin(), since: this.#since },
      ...this.#times.summary(),
      ...{ errors: this.#errors, version: this.version, previous: this.#previous },
    };
  }

  /** Statistics to {@link resume} with. */
  snapshot(): ServedModelSnapshot {
    const { version } = this;
    const { name, description, modelType } = this.loaded;
    return {
      ...{ name: name.slice(0, longestText), description: description.slice(0, longestText), modelType },
      ...this.#origin(),
      ...{ version, since: this.#since, errors: this.#errors },
      ...{ times: this.#times.snapshot(), previous: this.#previous },
    };
  }

  #origin(): Pick<ModelStats, 'sha256' | 'location'> {
    const { sha256, location } = this.loaded;
    return location === undefined ? { sha256 } : { sha256, location: location.slice(0, longestText) };
  }

  #history(until: number): PreviousModel[] {
    const { name, modelType } = this.loaded;
    const { usage } = this.#times.summary();
    const own = {
      name: name.slice(0, longestText),
      modelType,
      version: this.version,
      since: this.#since,
      until,
      usage,
    };
    return [own, ...this.#previous].slice(0, keptPrevious);
  }

  #release(): void {
    this.#inUse--;
    if (this.#retired && this.#inUse === 0) this.loaded.model.cleanup();
  }
}

/** The statistics that a snapshot holds. Throws when its histogram cannot be read. */
export function statsOf({ times, ...rest }: ServedModelSnapshot): ModelStats {
  return { ...rest, ...ScoringTimes.resume(times).summary() };
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
