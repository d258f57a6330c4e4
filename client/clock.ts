import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as the publishers see it. */
export interface Clock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Resolves after that time, or as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    await sleep(ms, undefined, { signal }).catch(() => {});
  },
};
