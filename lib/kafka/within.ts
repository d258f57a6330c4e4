import { setTimeout as sleep } from 'node:timers/promises';

/** The work took longer than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** The result of the work, or OutOfTime after the limit; the work itself goes on, and how it ends is then ignored. */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new OutOfTime(`not done within ${limitMs} ms`);
  });
  limit.catch(() => {});
  try {
    return await Promise.race([work, limit]);
  } finally {
    timer.abort();
  }
}
