import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestEntry } from '../manifest.ts';
import { copyPath, fromRoot, numberOf } from './catalogue.ts';
import type { Paint } from './paint.ts';
import type { Places } from './places.ts';
import { wrap } from './textLines.ts';

/** How text is shown. */
export interface Look {
  readonly paint: Paint;
  /** Characters in a line. */
  readonly width: number;
}

/** What an exercise is about, and which files to open. */
export async function exerciseView(places: Places, entry: ManifestEntry, look: Look): Promise<string[]> {
  const { paint, width } = look;
  const readme = join(places.exercises, entry.folder, 'README.md');
  const files = entry.files.map((file) => fromRoot(places, copyPath(places, entry, file)));
  const about = `${entry.difficulty}, about ${entry.minutes} minutes; chapter ${entry.chapter}`;
  return [
    paint('bold', `${numberOf(entry)}. ${entry.title}`),
    ...wrap(whyOf(await readFile(readme, 'utf8')), width),
    ...wrap(about, width).map((line) => paint('dim', line)),
    '',
    `Read  ${paint('cyan', fromRoot(places, readme))}`,
    ...files.map((file, index) => `${index === 0 ? 'Edit' : '    '}  ${paint('cyan', file)}`),
    ...wrap('The README says what to do; // Exercise marks where.', width),
  ];
}

const whyLength = 200;

/** The first sentence of a README, and those after it that are in its paragraph and short; without Markdown. */
export function whyOf(readme: string): string {
  const [, paragraph = ''] = /^# .*\n+([\s\S]+?)(?:\n\n|$)/.exec(readme) ?? [];
  const text = paragraph
    .replace(/\s+/g, ' ')
    .replace(/\[(.+?)\]\(.*?\)/g, '$1')
    .replace(/\b_|_\b|`/g, '')
    .trim();
  const [first = text, ...others] = text.match(/\S.*?[.?!](?= |$)/g) ?? [];
  let why = first;
  for (const sentence of others) {
    if (why.length + 1 + sentence.length > whyLength) break;
    why += ` ${sentence}`;
  }
  return why;
}
