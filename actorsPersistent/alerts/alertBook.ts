import type { ScoredRecord } from '@kafka-tutorial/proto';

/** A wine that is worth telling of. */
export interface Alert {
  readonly quality: number;
  readonly model: string;
  /** Topic, partition and offset of the record. */
  readonly record: string;
  readonly time: number;
}

export interface AlertSummary {
  /** Results that came, repeated ones included. */
  readonly results: number;
  readonly alerts: number;
  /** From the record's time stamp until its result was here, milliseconds; of the last thousand results. */
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** The latest ones, the last first. */
  readonly latest: readonly Alert[];
}

const keptAlerts = 20;
const keptLatencies = 1000;

/** Looks at scored records and keeps those of wines that are at least as good as is wanted. */
export class AlertBook {
  readonly #quality: number;
  readonly #now: () => number;
  readonly #latest: Alert[] = [];
  readonly #latencies: number[] = [];
  #results = 0;
  #alerts = 0;

  /** @param now milliseconds since 1970-01-01 UTC */
  constructor(quality: number, now: () => number = Date.now) {
    this.#quality = quality;
    this.#now = now;
  }

  /** Takes a result, and gives the alert that it is worth. */
  take(result: ScoredRecord): Alert | undefined {
    const { dataType, number, modelName, topic, partition, offset, eventTime } = result;
    const time = this.#now();
    this.#latencies[this.#results % keptLatencies] = time - Number(eventTime);
    this.#results++;
    if (!dataType.startsWith('wine') || typeof number !== 'number' || number < this.#quality)
      return undefined;
    const alert = { quality: number, model: modelName, record: `${topic}-${partition}@${offset}`, time };
    this.#alerts++;
    this.#latest.unshift(alert);
    this.#latest.splice(keptAlerts);
    return alert;
  }

  summary(): AlertSummary {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return {
      ...{ results: this.#results, alerts: this.#alerts, latest: this.#latest },
      latencyMs: { p50: at(0.5), p99: at(0.99) },
    };
  }
}
