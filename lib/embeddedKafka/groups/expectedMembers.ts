import type { Clock, Timer } from '../clock.ts';

/** Member ids that were given with MEMBER_ID_REQUIRED and have not joined yet: a rebalance waits for them for a while. */
export class ExpectedMembers {
  readonly #clock: Clock;
  readonly #onExpired: () => void;
  readonly #timers = new Map<string, Timer>();

  constructor(clock: Clock, onExpired: () => void) {
    this.#clock = clock;
    this.#onExpired = onExpired;
  }

  get size(): number {
    return this.#timers.size;
  }

  add(memberId: string, timeoutMs: number): void {
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(memberId);
      this.#onExpired();
    }, timeoutMs);
    this.#timers.set(memberId, timer);
  }

  /** False when nobody expected the member. */
  forget(memberId: string): boolean {
    this.#timers.get(memberId)?.cancel();
    return this.#timers.delete(memberId);
  }

  close(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }
}
