import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answer, checkAnswer, checkAnswers } from './checking/checkAnswer.ts';
import type { Failure } from './checking/report.ts';
import type { ManifestEntry } from './manifest.ts';

export interface VerifyOptions {
  /** Holds the folders of the exercises; default: this one. */
  readonly exercises?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** As of checkAnswers. */
  readonly silenceLimitMs?: number | undefined;
}

/** An answer that the repository holds, and what is wrong with how the checks take it. */
interface Variant {
  readonly path: string;
  readonly judge: (answer: Answer) => string | undefined;
}

/**
 * The two-way gate of an exercise: its starter fails for the intended reason, its solution passes, its cheats are
 * rejected. All run in one process, the solution first, as long as they do as they should: what does not is run again,
 * alone, and only that counts.
 *
 * @returns what is wrong with it, a sentence each; nothing is right
 */
export async function verify(exercise: ManifestEntry, options: VerifyOptions = {}): Promise<string[]> {
  const folder = join(options.exercises ?? fileURLToPath(new URL('.', import.meta.url)), exercise.folder);
  const checks = join(folder, 'check.ts');
  const findings: string[] = [];
  const variants = variantsOf(exercise).filter(({ path }) => {
    if (existsSync(join(folder, path))) return true;
    findings.push(`${path} does not exist`);
    return false;
  });
  const answers = await checkAnswers({
    ...options,
    checks,
    answers: variants.map(({ path }) => join(folder, path)),
  });
  for (const [index, { path, judge }] of variants.entries()) {
    const answer = answers[index] as Answer;
    let finding = judge(answer);
    if (finding && !answer.alone) {
      finding = judge(await checkAnswer({ ...options, checks, answer: join(folder, path) }));
    }
    if (finding) findings.push(finding);
  }
  return findings;
}

function variantsOf({ files: [file], starterFails, cheats }: ManifestEntry): Variant[] {
  return [
    {
      path: `solution/${file}`,
      judge: (answer) => (answer.passed ? undefined : `the solution does not pass: ${firstFailure(answer)}`),
    },
    {
      path: `starter/${file}`,
      judge: (answer) => {
        const failed = answer.results.find(({ failure }) => failure);
        if (!failed?.failure) return `the starter passes (seed ${answer.seed})`;
        if (failed.check === starterFails.check && starterFails.because.test(text(failed.failure))) return;
        return `the starter fails otherwise than meant: ${firstFailure(answer)}`;
      },
    },
    ...cheats.map(({ file, check }) => ({
      path: `cheats/${file}`,
      judge: (answer: Answer) => {
        if (answer.results.some((result) => result.check === check && result.failure)) return;
        return `the cheat ${file} is not rejected by "${check}": ${firstFailure(answer)}`;
      },
    })),
  ];
}

const text = ({ message, look }: Failure) => `${message} ${look}`;

function firstFailure({ results, seed, output }: Answer): string {
  const failed = results.find(({ failure }) => failure);
  if (!failed?.failure) return `it passes (seed ${seed})`;
  const { message, expected, actual } = failed.failure;
  const compared = expected === undefined ? '' : ` (expected ${expected}, got ${actual})`;
  return `${failed.check}: ${message}${compared} (seed ${seed})${output && `\n${output}`}`;
}
