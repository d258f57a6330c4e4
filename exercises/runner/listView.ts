import { basename } from 'node:path';
import type { ManifestEntry } from '../manifest.ts';
import { numberOf } from './catalogue.ts';
import type { Look } from './exerciseView.ts';
import { type Progress, stateOf } from './progress.ts';
import { cut } from './textLines.ts';

const styles = { solved: 'green', wrong: 'red', 'not yet': 'dim' } as const;
const signs = { solved: '✓', wrong: '✗', 'not yet': '·' } as const;
const narrow = 80;
const minTitle = 12;

/** A line for each exercise, which begins with its number. */
export function listView(
  manifest: readonly ManifestEntry[],
  progress: Progress,
  { paint, width }: Look,
  current?: string,
): string[] {
  const rows = manifest.map((entry) => {
    const chapter = basename(entry.chapter, '.md');
    const details = [chapter, `${entry.minutes} min`.padStart(6), entry.difficulty];
    return { entry, details: width < narrow ? [] : details, state: stateOf(progress, entry.folder) };
  });
  const widths = (rows[0]?.details ?? []).map((_, column) =>
    Math.max(...rows.map(({ details }) => details[column]?.length ?? 0)),
  );
  const taken = widths.reduce((sum, one) => sum + one + 2, '27  '.length + '  · not yet (here)'.length);
  const longest = Math.max(...manifest.map(({ title }) => title.length));
  const titleWidth = Math.max(minTitle, Math.min(longest, width - taken));
  return rows.map(({ entry, details, state }) => {
    const title = cut(entry.title, titleWidth).padEnd(titleWidth);
    const cells = [title, ...details.map((cell, column) => cell.padEnd(widths[column] ?? 0))];
    const sign = paint(styles[state], `${signs[state]} ${state}`);
    const mark = entry.folder === current ? ' (here)' : '';
    return `${String(numberOf(entry)).padEnd(2)}  ${cells.join('  ')}  ${sign}${mark}`;
  });
}

/** `[####......] 5 of 27 solved`, as wide as there is room. */
export function progressBar(
  manifest: readonly ManifestEntry[],
  progress: Progress,
  { paint, width }: Look,
): string {
  const solved = manifest.filter(({ folder }) => stateOf(progress, folder) === 'solved').length;
  const count = `${solved} of ${manifest.length} solved`;
  const cells = Math.max(5, Math.min(manifest.length, width - count.length - 3));
  const full = Math.floor((solved / manifest.length) * cells);
  return `[${paint('green', '#'.repeat(full))}${'.'.repeat(cells - full)}] ${count}`;
}
