import type { ManifestEntry } from '../manifest.ts';
import { numberOf } from './catalogue.ts';

/** The table of all exercises in README.md. */
export function exercisesTable(manifest: readonly ManifestEntry[]): string {
  const rows = manifest.map((entry) => {
    const { folder, title, chapter, minutes, difficulty } = entry;
    const page = chapter.replace(/^docs\/(.*)\.md$/, '$1');
    return `| ${numberOf(entry)} | [${title}](${folder}/README.md) | ${page} | ${minutes} | ${difficulty} |`;
  });
  return ['| | exercise | chapter | minutes | difficulty |', '|---|---|---|---|---|', ...rows].join('\n');
}
