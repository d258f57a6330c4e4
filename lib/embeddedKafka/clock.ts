/** A timer that was set and can be taken back. */
export interface Timer {
  /** Takes the timer back; without effect once it has fired. */
  cancel(): void;
}

/** Time as an argument: the broker takes one, tests give a {@link SimulatedClock}. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `callback` once after `delayMs`; never keeps the process alive. */
  setTimeout(callback: () => void, delayMs: number): Timer;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: Date.now,
  setTimeout(callback, delayMs) {
    const timer = setTimeout(callback, delayMs).unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

interface Due {
  at: number;
  callback: () => void;
}

/** A clock that stands still until a test advances it. */
export class SimulatedClock implements Clock {
  #now: number;
  readonly #due = new Set<Due>();

  constructor(startMs = 0) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    const due = { at: this.#now + Math.max(0, delayMs), callback };
    this.#due.add(due);
    return { cancel: () => this.#due.delete(due) };
  }

  /** Moves time on by `ms` and fires what falls due, in order of time, timers set meanwhile included. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#due.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  /** How many timers are set: a test asks whether a closed component left one behind. */
  get pending(): number {
    return this.#due.size;
  }

  #next(end: number): Due | undefined {
    let first: Due | undefined;
    for (const due of this.#due) {
      if (due.at <= end && (first === undefined || due.at < first.at)) first = due;
    }
    return first;
  }
}
