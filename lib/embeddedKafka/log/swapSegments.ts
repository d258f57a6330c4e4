import { join } from 'node:path';
import type { Files } from './files.ts';
import { offsetName, offsetsOf, segmentPaths } from './segmentPaths.ts';

/*
 * Compaction puts one segment in place of several. Its log is written as `<first>.log.cleaned`; renamed to
 * `<first>-<last>.swap` it counts, whatever happens: the replaced segments are removed, then it gets its name. A crash
 * before the renaming leaves the old segments, one behind it is finished by the next start.
 */
const swapName = /^(\d{20})-(\d{20})\.swap$/;
const cleaned = '.cleaned';

export function cleanedPath(dir: string, first: bigint): string {
  return `${segmentPaths(dir, first).log}${cleaned}`;
}

/** Puts the cleaned log, which must be synced, in place of the segments that begin at `first` to `last`. */
export function swapSegments(files: Files, dir: string, first: bigint, last: bigint): void {
  const swap = join(dir, `${offsetName(first)}-${offsetName(last)}.swap`);
  files.rename(cleanedPath(dir, first), swap);
  finish(files, dir, swap, first, last);
}

/** Finishes what a crash interrupted, and removes what does not count yet. */
export function recoverSwaps(files: Files, dir: string): void {
  for (const name of files.list(dir)) {
    const [, first, last] = swapName.exec(name) ?? [];
    if (name.endsWith(cleaned)) files.remove(join(dir, name));
    if (first && last) finish(files, dir, join(dir, name), BigInt(first), BigInt(last));
  }
}

function finish(files: Files, dir: string, swap: string, first: bigint, last: bigint): void {
  for (const base of offsetsOf(files.list(dir), 'log')) {
    if (base < first || base > last) continue;
    const { log, index, timeIndex, transactionIndex } = segmentPaths(dir, base);
    // That of the first one holds the aborted transactions of all.
    const replaced = base === first ? [index, timeIndex, log] : [index, timeIndex, transactionIndex, log];
    for (const path of replaced) files.remove(path);
  }
  files.rename(swap, segmentPaths(dir, first).log);
}
