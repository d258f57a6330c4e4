import { milliseconds } from './milliseconds.ts';

/**
 * Sessions: records of a key that follow each other without a gap longer than that given. They begin and end with a
 * record, and grow and merge as records come. All spans are in milliseconds.
 */
export class SessionWindows {
  readonly inactivityGapMs: number;
  readonly gracePeriodMs: number;

  private constructor(inactivityGapMs: number, gracePeriodMs: number) {
    this.inactivityGapMs = milliseconds('inactivity gap', inactivityGapMs);
    this.gracePeriodMs = milliseconds('grace period', gracePeriodMs);
  }

  static ofInactivityGapWithNoGrace(inactivityGapMs: number): SessionWindows {
    return new SessionWindows(inactivityGapMs, 0);
  }

  /** @param afterWindowEndMs how long after its gap a session still takes records */
  static ofInactivityGapAndGrace(inactivityGapMs: number, afterWindowEndMs: number): SessionWindows {
    return new SessionWindows(inactivityGapMs, afterWindowEndMs);
  }
}
