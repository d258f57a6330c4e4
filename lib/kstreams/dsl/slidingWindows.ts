import { milliseconds } from './milliseconds.ts';

/**
 * A window for each set of records that are at most the time difference apart: windows begin where records do, and
 * end with records. Both ends belong to them. All spans are in milliseconds.
 */
export class SlidingWindows {
  readonly timeDifferenceMs: number;
  readonly gracePeriodMs: number;

  private constructor(timeDifferenceMs: number, gracePeriodMs: number) {
    this.timeDifferenceMs = milliseconds('time difference', timeDifferenceMs);
    this.gracePeriodMs = milliseconds('grace period', gracePeriodMs);
  }

  static ofTimeDifferenceWithNoGrace(timeDifferenceMs: number): SlidingWindows {
    return new SlidingWindows(timeDifferenceMs, 0);
  }

  /** @param afterWindowEndMs how long after its end a window still takes records */
  static ofTimeDifferenceAndGrace(timeDifferenceMs: number, afterWindowEndMs: number): SlidingWindows {
    return new SlidingWindows(timeDifferenceMs, afterWindowEndMs);
  }
}
