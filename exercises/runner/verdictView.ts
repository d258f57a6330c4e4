import { join, sep } from 'node:path';
import type { Answer } from '../checking/checkAnswer.ts';
import { compiling, type Failure, importing } from '../checking/report.ts';
import type { ManifestEntry } from '../manifest.ts';
import { copyPath, fromRoot, numberOf } from './catalogue.ts';
import type { Look } from './exerciseView.ts';
import type { Places } from './places.ts';
import { labelled, wrap } from './textLines.ts';

const maxValueLines = 12;
const maxOutputLines = 15;
/** They fail with all values alike. */
const seedless = [importing, compiling];

/** All checks with what became of them, and the first failure in detail. */
export function verdictView(places: Places, entry: ManifestEntry, answer: Answer, look: Look): string[] {
  const { paint } = look;
  const results = new Map(answer.results.map((result) => [result.check, result]));
  // What fails before the checks begin is none of them.
  const before = [...results.keys()].filter((check) => !answer.checks.includes(check));
  const failed = answer.results.filter(({ failure }) => failure);
  const first = failed[0];
  const lines = [...before, ...answer.checks].map((check) => {
    const result = results.get(check);
    if (!result) return paint('dim', `· ${check} (not run)`);
    return result.failure ? paint('red', `✗ ${check}`) : `${paint('green', '✓')} ${check}`;
  });
  if (first?.failure) {
    lines.push('', paint('bold', first.check), ...failureLines(places, entry, first.failure, look));
    const again = `npm run exercises -- run ${numberOf(entry)} --seed ${answer.seed}`;
    if (!seedless.includes(first.check)) lines.push(paint('dim', `  the same values again: ${again}`));
  }
  const types = failed.find(({ check }) => check === compiling)?.failure;
  if (types && types !== first?.failure) {
    lines.push('', paint('bold', compiling), ...failureLines(places, entry, types, look));
  }
  const printed = answer.output.trim();
  if (printed) {
    lines.push('', 'What was printed:', ...labelled('  ', ownPaths(places, printed), maxOutputLines));
  }
  return lines;
}

function failureLines(places: Places, entry: ManifestEntry, failure: Failure, look: Look): string[] {
  const { message, expected, actual, stack } = failure;
  const lines = labelled('  ', ownPaths(places, message), maxValueLines);
  if (expected !== undefined) lines.push(...labelled('  expected  ', expected, maxValueLines));
  if (actual !== undefined) lines.push(...labelled('  got       ', actual, maxValueLines));
  lines.push(...ownFrames(places, entry, stack).map((frame) => `  at ${frame}`));
  lines.push(...wrap(`→ ${failure.look}`, look.width, '  ').map((line) => look.paint('yellow', line)));
  return lines;
}

/** The frames of a stack that lie in the learner's files; those of libraries and of the checks say little. */
function ownFrames(places: Places, entry: ManifestEntry, stack = ''): string[] {
  const folder = join(places.work, entry.folder) + sep;
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && line.includes(folder))
    .map((line) => ownPaths(places, line.replace(/^\s+at /, '')));
}

function ownPaths({ root }: Places, text: string): string {
  return text.replaceAll('file://', '').replaceAll(root.endsWith(sep) ? root : root + sep, '');
}

/** What follows a pass: why this solution, and where it is to be compared with. */
export function passView(
  places: Places,
  entry: ManifestEntry,
  { paint, width }: Look,
  hasSolution: boolean,
): string[] {
  const [file] = entry.files;
  const solution = join(places.exercises, entry.folder, 'solution', file);
  const lines = [paint('green', `Passed: ${entry.title}.`), ''];
  for (const paragraph of entry.background.split(/\n\s*\n/)) lines.push(...wrap(paragraph, width));
  if (!hasSolution) return lines;
  const pair = [copyPath(places, entry, file), solution].map((path) => fromRoot(places, path)).join(' ');
  return [...lines, '', 'Compare your solution with ours:', paint('cyan', `  git diff --no-index ${pair}`)];
}
