import { availableParallelism } from 'node:os';

/** Begins works in their order, two at once for each core, since most wait half of the time; gives a promise for each. */
export function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R>[] {
  const free: (() => void)[] = [];
  let slots = 2 * availableParallelism();
  const works = items.map(async (item) => {
    if (slots > 0) slots--;
    else await new Promise<void>((resolve) => free.push(resolve));
    try {
      return await work(item);
    } finally {
      const next = free.shift();
      if (next) next();
      else slots++;
    }
  });
  // Whoever awaits them in turn may give up at the first that fails.
  for (const begun of works) begun.catch(() => undefined);
  return works;
}
