import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDirectory } from '../archive/readDirectory.ts';
import { loadSavedModel } from '../tensorflow/savedModel/loadSavedModel.ts';
import { savedModelFiles } from '../tensorflow/savedModel/savedModelFiles.ts';
import type { CaseResult } from './caseResult.ts';
import { parseCsvRecords } from './csv.ts';
import type { CaseSignature, Tolerance } from './tensorCase.ts';
import { executeAndCompare } from './tensorflowCase.ts';

const limits = { maxBytes: 2 ** 30, maxFiles: 1_000 };

interface SavedModelCase {
  readonly signatures: Readonly<Record<string, CaseSignature>>;
  readonly tolerance: Tolerance;
}

/**
 * Executes the signatures of a SavedModel – `saved_model/`, `case.json`, `input.csv` and `expected.csv` in one folder, or
 * `input.SIGNATURE.csv` and `expected.SIGNATURE.csv` for each of several – and compares all outputs.
 */
export async function runSavedModelCase(directory: string): Promise<CaseResult> {
  const text = (name: string) => readFile(join(directory, name), 'utf8');
  const { signatures, tolerance }: SavedModelCase = JSON.parse(await text('case.json'));
  const files = savedModelFiles(await readDirectory(join(directory, 'saved_model'), limits));
  for (const [name, signature] of Object.entries(signatures)) {
    const infix = existsSync(join(directory, `input.${name}.csv`)) ? `.${name}` : '';
    const rows = parseCsvRecords(await text(`input${infix}.csv`));
    const expected = parseCsvRecords(await text(`expected${infix}.csv`));
    const graph = await loadSavedModel(files, name);
    try {
      const result = executeAndCompare(graph, signature, tolerance, rows, expected);
      if (result.outcome !== 'PASS') return { ...result, detail: `signature ${name}: ${result.detail}` };
    } finally {
      graph.dispose();
    }
  }
  return { outcome: 'PASS' };
}
