// At high rates records gather for this long, so that a request carries many of them.
const gatherMs = 10;
// After a pause, such as a broker that was away, no more than this is caught up with.
const catchUpMs = 1_000;
// Ten times a tenth of a record is a record.
const roundingError = 1e-9;

/** Says how many records may go out, so that they keep to a rate. At low rates the first one may go at once. */
export class Pace {
  readonly #perMs: number;
  /** How many records go out at once, at least. */
  readonly #worthwhile: number;
  #allowed = 1;
  #since: number;

  /**
   * @param perSecond records a second; Infinity for as many as possible
   * @param now milliseconds, as in every later call
   */
  constructor(perSecond: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#worthwhile = Math.max(1, this.#perMs * gatherMs);
    this.#since = now;
  }

  /** How many records may go out now. */
  due(now: number): number {
    if (this.#perMs === Infinity) return Infinity;
    const most = Math.max(1, this.#perMs * catchUpMs);
    this.#allowed = Math.min(most, this.#allowed + (now - this.#since) * this.#perMs);
    this.#since = now;
    const allowed = this.#allowed + roundingError;
    return allowed < this.#worthwhile ? 0 : Math.floor(allowed);
  }

  /** Counts records that went out. */
  take(records: number): void {
    this.#allowed -= records;
  }

  /** How long nothing will be due, milliseconds. */
  waitMs(): number {
    return Math.max(0, (this.#worthwhile - this.#allowed) / this.#perMs);
  }
}
