import { KStreamsError } from '../errors.ts';
import { Window } from '../state/windowed.ts';
import { milliseconds } from './milliseconds.ts';

/**
 * Windows of a fixed size whose starts are multiples of their advance, from 1970 on. They follow each other (tumbling)
 * unless they advance by less than their size (hopping). All spans are in milliseconds.
 */
export class TimeWindows {
  readonly sizeMs: number;
  readonly advanceMs: number;
  readonly gracePeriodMs: number;

  private constructor(sizeMs: number, advanceMs: number, gracePeriodMs: number) {
    this.sizeMs = milliseconds('size of windows', sizeMs, 1);
    this.advanceMs = milliseconds('advance of windows', advanceMs, 1);
    this.gracePeriodMs = milliseconds('grace period', gracePeriodMs);
    if (advanceMs > sizeMs) {
      throw new KStreamsError(
        'TOPOLOGY_INVALID',
        `Expected windows to advance by no more than their size of ${sizeMs} ms, got ${advanceMs} ms.`,
      );
    }
  }

  /** A record that is older than what its window already has is dropped as soon as the window has ended. */
  static ofSizeWithNoGrace(sizeMs: number): TimeWindows {
    return new TimeWindows(sizeMs, sizeMs, 0);
  }

  /** @param afterWindowEndMs how long after its end a window still takes records */
  static ofSizeAndGrace(sizeMs: number, afterWindowEndMs: number): TimeWindows {
    return new TimeWindows(sizeMs, sizeMs, afterWindowEndMs);
  }

  advanceBy(advanceMs: number): TimeWindows {
    return new TimeWindows(this.sizeMs, advanceMs, this.gracePeriodMs);
  }

  /** All windows that a record of this timestamp is in, by their starts. */
  windowsFor(timestamp: number): Window[] {
    const windows: Window[] = [];
    const earliest = Math.max(0, timestamp - this.sizeMs + this.advanceMs);
    let start = earliest - (earliest % this.advanceMs);
    for (; start <= timestamp; start += this.advanceMs) windows.push(new Window(start, start + this.sizeMs));
    return windows;
  }
}
