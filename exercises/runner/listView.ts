import { basename } from 'node:path';
import type { ManifestEntry } from '../manifest.ts';
import { numberOf } from './catalogue.ts';
import type { Look } from './exerciseView.ts';
import { type Progress, stateOf } from './progress.ts';
import { cut } from './textLines.ts';

const styles = { solved: 'green', wrong: 'red', 'not yet': 'dim' } as const;
const signs = { solved: '✓', wrong: '✗', 'not yet': '·' } as const;
const minTitle = 12;

/** A line for each exercise, which begins with its number; `>` is at the current one. */
export function listView(
  manifest: readonly ManifestEntry[],
  progress: Progress,
  { paint, width }: Look,
  current?: string,
): string[] {
  const rows = manifest.map((entry) => ({ entry, details: detailsOf(entry, width) }));
  const widths = (rows[0]?.details ?? []).map((_, column) =>
    Math.max(...rows.map(({ details }) => details[column]?.length ?? 0)),
  );
  const taken = widths.reduce((sum, one) => sum + one + 2, '27 > '.length + '  · not yet'.length);
  const longest = Math.max(...manifest.map(({ title }) => title.length));
  const titleWidth = Math.max(minTitle, Math.min(longest, width - taken));
  return rows.map(({ entry, details }) => {
    const title = cut(entry.title, titleWidth).padEnd(titleWidth);
    const cells = [title, ...details.map((cell, column) => cell.padEnd(widths[column] ?? 0))];
    const state = stateOf(progress, entry.folder);
    const sign = paint(styles[state], `${signs[state]} ${state}`);
    const mark = entry.folder === current ? '>' : ' ';
    return `${String(numberOf(entry)).padEnd(2)} ${mark} ${cells.join('  ')}  ${sign}`;
  });
}

/** As much as there is room for. */
function detailsOf({ chapter, minutes, difficulty }: ManifestEntry, width: number): string[] {
  if (width < 60) return [];
  const page = basename(chapter, '.md');
  const [number] = page.split('-');
  return [width < 100 ? `ch. ${number}` : page, `${minutes} min`.padStart(6), difficulty];
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
