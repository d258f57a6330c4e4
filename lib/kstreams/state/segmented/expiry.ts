/** Tells what has expired: the greatest time seen so far decides. */
export class Expiry {
  readonly #retentionMs: number;
  /** −1 before the first. */
  #observedTime = -1;

  constructor(retentionMs: number) {
    this.#retentionMs = retentionMs;
  }

  observe(time: number): void {
    if (time > this.#observedTime) this.#observedTime = time;
  }

  /** The smallest time that has not expired. */
  get minLiveTime(): number {
    return Math.max(0, this.#observedTime - this.#retentionMs + 1);
  }

  isExpired(time: number): boolean {
    return time <= this.#observedTime - this.#retentionMs;
  }
}
