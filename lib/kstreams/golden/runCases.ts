import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoldenCase } from './caseFile.ts';
import { type Outcome, runCase } from './runCase.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** All cases of a directory, in the order of their files' names. */
export function readCases(directory: string): GoldenCase[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as GoldenCase);
}

/** Runs the cases of a directory, or those of some themes, and tells a line for each and the counts last. */
export function runCases(
  directory: string,
  themes: readonly string[] | undefined,
  tell: (line: string) => void,
): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const golden of readCases(directory)) {
    if (themes !== undefined && !themes.includes(golden.theme)) continue;
    const outcome = runCase(golden);
    counts[countOf[outcome.result]]++;
    tell(line(golden.name, outcome));
  }
  tell(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts;
}

const countOf = { PASS: 'passed', FAIL: 'failed', SKIP: 'skipped' } as const satisfies {
  [result in Outcome['result']]: keyof Counts;
};

function line(name: string, outcome: Outcome): string {
  return outcome.result === 'PASS' ? `PASS ${name}` : `${outcome.result} ${name} – ${outcome.why}`;
}
