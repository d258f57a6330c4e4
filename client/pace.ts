// At high rates records gather for this long, so that a request carries many of them.
const gatherMs = 10;
// After a pause, such as a broker that was away, no more than this is caught up with.
const catchUpMs = 1_000;

/** Says how many records may go out, so that they keep to a rate. The first one may go at once. */
export class Pace {
  readonly #perMs: number;
  #allowed = 1;
  #since: number;

  /**
   * @param perSecond records a second; Infinity for as many as possible
   * @param now milliseconds, as in every later call
   */
  constructor(perSecond: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#since = now;
  }

  /** How many records may go out now. */
  due(now: number): number {
    if (this.#perMs === Infinity) return Infinity;
    const most = Math.max(1, this.#perMs * catchUpMs);
    this.#allowed = Math.min(most, this.#allowed + (now - this.#since) * this.#perMs);
    this.#since = now;
    return Math.floor(this.#allowed + roundingError);
  }

  /** Counts records that went out. */
  take(records: number): void {
    this.#allowed -= records;
  }

  /** How long to wait until asking again is worth while, milliseconds. */
  waitMs(): number {
    const worthwhile = Math.max(1, this.#perMs * gatherMs);
    return Math.max(0, (worthwhile - this.#allowed) / this.#perMs);
  }
}

// Ten times a tenth of a record is a record.
const roundingError = 1e-9;
