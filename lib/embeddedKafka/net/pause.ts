import type { Clock } from '../clock.ts';

/** Resolves after `ms`, or when nobody waits any more. */
export function pause(ms: number, clock: Clock, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      timer.cancel();
      closed.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, ms);
    closed.addEventListener('abort', end);
  });
}
