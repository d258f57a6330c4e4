import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';

/** A summary of scoring times, milliseconds a record. */
export interface TimeSummary {
  readonly usage: number;
  readonly duration: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p99: number;
}

/** Scoring times as plain data, to be kept over a restart. */
export interface TimesSnapshot {
  readonly usage: number;
  readonly duration: number;
  readonly min: number;
  readonly max: number;
  /** The histogram of the times, in HdrHistogram's compressed encoding. */
  readonly histogram: string;
}

const nanosPerMs = 1e6;
const longestNanos = 3600e9;

/** Scoring times in constant memory: values are kept to two significant digits. */
export class ScoringTimes {
  #histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestNanos,
    numberOfSignificantValueDigits: 2,
    useWebAssembly: false,
  });
  #usage = 0;
  #duration = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  /** Adds a micro-batch: each of its `count` records took its share of `totalMs`. */
  add(count: number, totalMs: number): void {
    const each = totalMs / count;
    this.#usage += count;
    this.#duration += totalMs;
    this.#min = Math.min(this.#min, each);
    this.#max = Math.max(this.#max, each);
    const nanos = Math.min(longestNanos, Math.max(1, Math.round(each * nanosPerMs)));
    this.#histogram.recordValueWithCount(nanos, count);
  }

  summary(): TimeSummary {
    const percentile = (p: number) => this.#histogram.getValueAtPercentile(p) / nanosPerMs;
    const some = this.#usage > 0;
    return {
      usage: this.#usage,
      duration: this.#duration,
      min: some ? this.#min : 0,
      max: this.#max,
      p50: some ? percentile(50) : 0,
      p99: some ? percentile(99) : 0,
    };
  }

  snapshot(): TimesSnapshot {
    const { usage, duration, min, max } = this.summary();
    return { usage, duration, min, max, histogram: encodeIntoCompressedBase64(this.#histogram) };
  }

  /** Goes on counting where a snapshot was taken. Throws when the histogram cannot be read. */
  static resume({ usage, duration, min, max, histogram }: TimesSnapshot): ScoringTimes {
    const times = new ScoringTimes();
    times.#histogram = decodeFromCompressedBase64(histogram, 32, false);
    times.#usage = usage;
    times.#duration = duration;
    times.#min = usage > 0 ? min : Number.POSITIVE_INFINITY;
    times.#max = max;
    return times;
  }

  reset(): void {
    this.#histogram.reset();
    this.#usage = 0;
    this.#duration = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = 0;
  }
}
