import { KStreamsError } from '../errors.ts';
import { milliseconds } from './milliseconds.ts';

/**
 * Which records of two streams are joined: a right one's timestamp lies from `beforeMs` before to `afterMs` after that
 * of the left one. All spans are in milliseconds.
 */
export class JoinWindows {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly gracePeriodMs: number;

  private constructor(beforeMs: number, afterMs: number, gracePeriodMs: number) {
    this.beforeMs = beforeMs;
    this.afterMs = afterMs;
    this.gracePeriodMs = milliseconds('grace period', gracePeriodMs);
    if (Number.isSafeInteger(beforeMs) && Number.isSafeInteger(afterMs) && this.sizeMs >= 0) return;
    throw new KStreamsError(
      'TOPOLOGY_INVALID',
      `Expected a join window of whole milliseconds that ends after it begins, got from ${-beforeMs} to ${afterMs} ms.`,
    );
  }

  static ofTimeDifferenceWithNoGrace(timeDifferenceMs: number): JoinWindows {
    return new JoinWindows(timeDifferenceMs, timeDifferenceMs, 0);
  }

  /** @param afterWindowEndMs how long after the end of its window a record is still joined */
  static ofTimeDifferenceAndGrace(timeDifferenceMs: number, afterWindowEndMs: number): JoinWindows {
    return new JoinWindows(timeDifferenceMs, timeDifferenceMs, afterWindowEndMs);
  }

  /** Another beginning; negative: after the left record. */
  before(timeDifferenceMs: number): JoinWindows {
    return new JoinWindows(timeDifferenceMs, this.afterMs, this.gracePeriodMs);
  }

  /** Another end; negative: before the left record. */
  after(timeDifferenceMs: number): JoinWindows {
    return new JoinWindows(this.beforeMs, timeDifferenceMs, this.gracePeriodMs);
  }

  get sizeMs(): number {
    return this.beforeMs + this.afterMs;
  }

  /** How long a record has to be kept. */
  get retentionMs(): number {
    return this.sizeMs + this.gracePeriodMs;
  }
}
