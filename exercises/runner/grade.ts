import { join } from 'node:path';
import { type Answer, checkAnswer } from '../checking/checkAnswer.ts';
import { compiling, importing } from '../checking/report.ts';
import type { ManifestEntry } from '../manifest.ts';
import { copyPath } from './catalogue.ts';
import { isEdited } from './copies.ts';
import type { Places } from './places.ts';
import { progressOf } from './progress.ts';
import type { ProgressFile } from './progressFile.ts';
import { typeErrors } from './typeCheck.ts';

/** How many complaints of the compiler are shown at once. */
const shownComplaints = 3;

export interface Grade extends Answer {
  /** It passes now and did not before. */
  readonly solvedNow: boolean;
}

export interface GradeOptions {
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks the learner's copy of an exercise, its types, too, and notes what came of it.
 *
 * @throws the signal's reason when it aborts
 */
export async function grade(
  places: Places,
  entry: ManifestEntry,
  progress: ProgressFile,
  options: GradeOptions = {},
): Promise<Grade> {
  const checks = join(places.exercises, entry.folder, 'check.ts');
  const file = copyPath(places, entry, entry.files[0]);
  const types = typeErrors(places, entry, options.signal);
  // Awaited below: the process of the checks has to end first.
  types.catch(() => undefined);
  const answer = await checkAnswer({ ...options, checks, answer: file, slowFailureIsLast: true });
  const checked = withTypes(answer, await types);
  options.signal?.throwIfAborted();
  const wrong = !checked.passed && (await isEdited(places, entry));
  const solvedNow = await progress.update((now) => {
    const known = progressOf(now, entry.folder);
    known.wrong = wrong;
    if (!checked.passed || known.solvedAt) return false;
    known.solvedAt = new Date().toISOString();
    return true;
  });
  return { ...checked, solvedNow };
}

/**
 * What passes the checks must compile as well: the loader strips types without looking at them. What fails may fail for
 * the reason that the compiler gives; when it has none, the checks say more.
 */
function withTypes(answer: Answer, complaints: readonly string[]): Answer {
  if (complaints.length === 0 && !answer.passed) return answer;
  if (answer.results.some(({ check, failure }) => check === importing && failure)) return answer;
  const checks = [...answer.checks, compiling];
  if (complaints.length === 0) {
    return { ...answer, checks, results: [...answer.results, { check: compiling }] };
  }
  const more = complaints.length - shownComplaints;
  const shown = [...complaints.slice(0, shownComplaints), ...(more > 0 ? [`and ${more} more`] : [])];
  const failure = {
    message: shown.join('\n'),
    look: 'The compiler says so; an editor shows it on the spot.',
  };
  return { ...answer, checks, passed: false, results: [...answer.results, { check: compiling, failure }] };
}
