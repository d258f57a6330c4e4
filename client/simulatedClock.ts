import type { Clock } from './clock.ts';

/** A clock for tests: it stands still except for what is slept. */
export class SimulatedClock implements Clock {
  #now = 0;

  readonly now = (): number => this.#now;

  /** Passes at once, in simulated time. */
  async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
