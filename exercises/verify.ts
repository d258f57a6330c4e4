import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Answer, checkAnswer } from './checking/checkAnswer.ts';
import type { ManifestEntry } from './manifest.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The two-way gate of an exercise: its starter fails for the intended reason, its solution passes, its cheats are rejected.
 *
 * @returns what is wrong with it, a sentence each; nothing is right
 */
export async function verify(exercise: ManifestEntry): Promise<string[]> {
  const { folder, files, starterFails, cheats } = exercise;
  const checks = here(`${folder}/check.ts`);
  const findings: string[] = [];
  const run = async (path: string) => {
    const answer = here(`${folder}/${path}`);
    if (existsSync(answer)) return checkAnswer({ checks, answer });
    findings.push(`${path} does not exist`);
    return undefined;
  };

  const solution = await run(`solution/${files[0]}`);
  if (solution && !solution.passed) findings.push(`the solution does not pass: ${firstFailure(solution)}`);

  const starter = await run(`starter/${files[0]}`);
  const failed = starter?.results.find(({ failure }) => failure);
  if (starter && !failed) findings.push('the starter passes');
  if (
    starter &&
    failed &&
    (failed.check !== starterFails.check || !starterFails.because.test(text(failed.failure)))
  ) {
    findings.push(`the starter fails otherwise than meant: ${firstFailure(starter)}`);
  }

  for (const { file, check } of cheats) {
    const cheat = await run(`cheats/${file}`);
    if (cheat && !cheat.results.some((result) => result.check === check && result.failure)) {
      findings.push(`the cheat ${file} is not rejected by "${check}": ${firstFailure(cheat)}`);
    }
  }
  return findings;
}

const text = (failure: { message: string; look: string } | undefined) =>
  `${failure?.message} ${failure?.look}`;

function firstFailure({ results, seed, output }: Answer): string {
  const failed = results.find(({ failure }) => failure);
  if (!failed?.failure) return `it passes (seed ${seed})`;
  const { message, expected, actual } = failed.failure;
  const compared = expected === undefined ? '' : ` (expected ${expected}, got ${actual})`;
  return `${failed.check}: ${message}${compared} (seed ${seed})${output && `\n${output}`}`;
}
