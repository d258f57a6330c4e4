import type { DataOutcome, ModelOutcome, Outcome } from './outcome.ts';
import { ScoringTimes } from './scoringTimes.ts';
import type { ServingEvent } from './view.ts';

const samplesPerSecond = 10;

type Listener = (event: ServingEvent) => void;

/** Counts what a server does and tells whoever listens: the page, the terminal, the tests. */
export class ServingMonitor {
  readonly #now: () => number;
  readonly #listeners = new Set<Listener>();
  readonly #second = new Map<string, ScoringTimes>();
  #samplesLeft = samplesPerSecond;
  #skipped = 0;
  #deadLettered = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param now milliseconds since 1970-01-01 UTC */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get skipped(): number {
    return this.#skipped;
  }

  /** Records and models that went to dead letters. */
  get deadLettered(): number {
    return this.#deadLettered;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes note of what became of inputs. */
  observe(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'modelAccepted' || outcome.kind === 'modelRejected') this.#observeModel(outcome);
      else this.#observeData(outcome);
    }
  }

  /** Emits the statistics of the time since the last call; `start` makes it every second. */
  tick(): void {
    const dataTypes: Record<string, { recordsPerSecond: number; p50: number; p99: number }> = {};
    for (const [name, times] of this.#second) {
      const { usage, p50, p99 } = times.summary();
      dataTypes[name] = { recordsPerSecond: usage, p50, p99 };
      times.reset();
    }
    this.#samplesLeft = samplesPerSecond;
    const { skipped, deadLettered } = this;
    this.#emit({ type: 'statistics', time: this.#now(), dataTypes, skipped, deadLettered });
  }

  start(): void {
    this.#timer = setInterval(() => this.tick(), 1000).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #observeData(outcome: DataOutcome): void {
    if (outcome.kind === 'skipped') this.#skipped++;
    else if (outcome.kind === 'deadLettered') this.#deadLettered++;
    else {
      const { input, dataType, served, micros } = outcome;
      const times = this.#second.get(dataType.name) ?? new ScoringTimes();
      this.#second.set(dataType.name, times);
      times.add(1, micros / 1000);
      if (this.#samplesLeft === 0) return;
      this.#samplesLeft--;
      const { topic, partition, message } = input;
      this.#emit({
        ...{ type: 'scored', time: this.#now(), dataType: dataType.name, value: outcome.score.value },
        ...{ model: served.loaded.name, version: served.version, micros },
        ...{ topic, partition, offset: message.offset },
      });
    }
  }

  #observeModel(outcome: ModelOutcome): void {
    const time = this.#now();
    if (outcome.kind === 'modelAccepted') {
      const { loaded, version } = outcome.served;
      const { name, modelType } = loaded;
      this.#emit({ type: 'model', time, dataType: loaded.dataType.name, name, modelType, version });
      return;
    }
    this.#deadLettered++;
    const { dataType, name, modelType, reason } = outcome;
    this.#emit({ type: 'model', time, dataType, name, modelType, version: 0, rejected: reason });
  }

  #emit(event: ServingEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
