import { availableParallelism } from 'node:os';

/** Begins works in their order, as many at once as there are cores; gives a promise for each. */
export function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R>[] {
  const free: (() => void)[] = [];
  let slots = availableParallelism();
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
