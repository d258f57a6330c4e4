import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newValues } from '../tensorflow/constants.ts';
import { type FrozenGraph, loadFrozenGraph, type TensorData } from '../tensorflow/frozenGraph.ts';
import type { CaseResult } from './caseResult.ts';
import { parseCsvRecords } from './csv.ts';
import {
  type CaseSignature,
  cellsOf,
  compareTensor,
  type Row,
  type Tolerance,
  toNumber,
} from './tensorCase.ts';

interface FrozenCase extends CaseSignature {
  readonly tolerance: Tolerance;
}

/** Executes a frozen graph – `model.pb`, `case.json`, `input.csv`, `expected.csv` in one folder – and compares all outputs. */
export async function runTensorflowCase(directory: string): Promise<CaseResult> {
  const text = (name: string) => readFile(join(directory, name), 'utf8');
  const description: FrozenCase = JSON.parse(await text('case.json'));
  const rows = parseCsvRecords(await text('input.csv'));
  const expected = parseCsvRecords(await text('expected.csv'));
  const graph = await loadFrozenGraph(await readFile(join(directory, 'model.pb')));
  try {
    return executeAndCompare(graph, description, description.tolerance, rows, expected);
  } finally {
    graph.dispose();
  }
}

/** Executes a graph for all rows at once and compares all outputs. */
export function executeAndCompare(
  graph: FrozenGraph,
  { inputs, outputs }: CaseSignature,
  tolerance: Tolerance,
  rows: readonly Row[],
  expected: readonly Row[],
): CaseResult {
  const given = inputs.map((tensor): [string, TensorData] => {
    const { cells, shape } = cellsOf(tensor, rows);
    const dtype = graph.inputs.find((input) => input.name === tensor.name)?.dtype ?? 'float32';
    const values = newValues(dtype, cells.length);
    cells.forEach((cell, i) => {
      values[i] = toNumber(cell);
    });
    return [tensor.name, { values, shape }];
  });
  const results = graph.execute(Object.fromEntries(given));
  for (const tensor of outputs) {
    const difference = compareTensor(tensor, results.get(tensor.name)?.values, expected, tolerance);
    if (difference) return difference;
  }
  return { outcome: 'PASS' };
}
