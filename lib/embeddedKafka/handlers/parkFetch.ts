import type { Clock } from '../clock.ts';
import type { PartitionLog } from '../log/partitionLog.ts';

export interface ParkedFetch {
  /** The logs whose appends may complete the fetch. */
  readonly logs: readonly PartitionLog[];
  readonly waitMs: number;
  readonly clock: Clock;
  /** Aborted when the client is gone. */
  readonly closed: AbortSignal;
  /** Looks again; true ends the wait. */
  isDone(): boolean;
}

/** Waits until the fetch is done, the time is over or the client is gone. Rejects with what `isDone` throws. */
export function parkFetch({ logs, waitMs, clock, closed, isDone }: ParkedFetch): Promise<void> {
  return new Promise((resolve, reject) => {
    let lookingAgain = false;
    // One request may append to several logs: look once, after all of it.
    const lookAgain = () => {
      if (lookingAgain) return;
      lookingAgain = true;
      queueMicrotask(() => {
        lookingAgain = false;
        try {
          if (!closed.aborted && isDone()) finish();
        } catch (error) {
          leave();
          reject(error);
        }
      });
    };
    const unsubscribe = logs.map((log) => log.onAppend(lookAgain));
    const leave = () => {
      for (const off of unsubscribe) off();
      timer.cancel();
      closed.removeEventListener('abort', finish);
    };
    const finish = () => {
      leave();
      resolve();
    };
    const timer = clock.setTimeout(finish, waitMs);
    closed.addEventListener('abort', finish);
  });
}
