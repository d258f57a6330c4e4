import type { ManifestEntry } from '../manifest.ts';
import { numberOf } from './catalogue.ts';
import type { Look } from './exerciseView.ts';
import { progressOf } from './progress.ts';
import type { ProgressFile } from './progressFile.ts';
import { wrap } from './textLines.ts';

/** Shows one hint more than before; when there is none more, all of them again. */
export async function nextHint(entry: ManifestEntry, progress: ProgressFile, look: Look): Promise<string[]> {
  const all = entry.hints.length;
  const before = await progress.update((now) => {
    const known = progressOf(now, entry.folder);
    const count = known.hintsShown;
    known.hintsShown = Math.min(all, count + 1);
    return count;
  });
  if (before < all) return hintLines(entry, before, look);
  const solution = `\`npm run exercises -- solution ${numberOf(entry)}\``;
  const end = `These are all the hints. ${solution} shows the solution.`;
  return [...hintsShown(entry, all, look), ...wrap(end, look.width)];
}

/** The first hints of an exercise. */
export function hintsShown(entry: ManifestEntry, count: number, look: Look): string[] {
  return entry.hints.slice(0, count).flatMap((_, index) => hintLines(entry, index, look));
}

function hintLines({ hints }: ManifestEntry, index: number, { width, paint }: Look): string[] {
  const [first = '', ...rest] = wrap(`Hint ${index + 1} of ${hints.length}: ${hints[index]}`, width);
  return [paint('yellow', first), ...rest];
}
