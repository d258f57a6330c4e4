import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseResult } from './caseResult.ts';
import { runOnnxCase } from './onnxCase.ts';
import { runPmmlCase } from './pmmlCase.ts';
import { runSavedModelCase } from './savedModelCase.ts';
import { runTensorflowCase } from './tensorflowCase.ts';

/** How many cases ended how. */
export interface CaseCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Of cases with a `case.json`; a case without is PMML. */
const runners: Readonly<Record<string, (directory: string) => Promise<CaseResult>>> = {
  frozen: runTensorflowCase,
  savedmodel: runSavedModelCase,
  onnx: runOnnxCase,
};

/**
 * Runs every case of a folder, each a folder with a model, inputs and the scores of a reference implementation.
 *
 * @param directory whose folders are the cases
 * @param print takes a line for each case, and a last one with the counts
 * @throws Error when the folder cannot be read or has no cases
 */
export async function runCases(directory: string, print: (line: string) => void): Promise<CaseCounts> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (names.length === 0) throw new Error(`${directory} has no folders, so no cases.`);
  const counts = { PASS: 0, FAIL: 0, SKIP: 0 };
  for (const name of names.sort()) {
    const { outcome, detail } = await runCase(join(directory, name));
    counts[outcome]++;
    print(`${outcome} ${name}${detail === undefined ? '' : ` – ${detail.split('\n', 1)[0]}`}`);
  }
  print(`${counts.PASS} passed, ${counts.FAIL} failed, ${counts.SKIP} skipped`);
  return { passed: counts.PASS, failed: counts.FAIL, skipped: counts.SKIP };
}

async function runCase(directory: string): Promise<CaseResult> {
  try {
    const kind = await kindOf(directory);
    const run = kind === undefined ? runPmmlCase : runners[kind];
    return run ? await run(directory) : { outcome: 'FAIL', detail: `case.json has the unknown kind ${kind}` };
  } catch (error) {
    return { outcome: 'FAIL', detail: String(error) };
  }
}

async function kindOf(directory: string): Promise<string | undefined> {
  const path = join(directory, 'case.json');
  return existsSync(path) ? String(JSON.parse(await readFile(path, 'utf8')).kind) : undefined;
}
