import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newValues } from '../tensorflow/constants.ts';
import { loadFrozenGraph, type TensorData } from '../tensorflow/frozenGraph.ts';
import type { GraphInput } from '../tensorflow/toTfjs.ts';
import { type CaseResult, firstDifference } from './caseResult.ts';
import { parseCsvRecords } from './csv.ts';

type Row = Readonly<Record<string, string>>;

/** A tensor as `case.json` describes it; null is the batch. */
interface CaseTensor {
  readonly name: string;
  readonly shape: readonly (number | null)[];
}

interface TensorflowCase {
  readonly inputs: readonly CaseTensor[];
  readonly outputs: readonly CaseTensor[];
  readonly tolerance: { readonly absolute: number; readonly relative: number };
}

/** Executes a frozen graph – `model.pb`, `case.json`, `input.csv`, `expected.csv` in one folder – and compares all outputs. */
export async function runTensorflowCase(directory: string): Promise<CaseResult> {
  const text = (name: string) => readFile(join(directory, name), 'utf8');
  const description: TensorflowCase = JSON.parse(await text('case.json'));
  const rows = parseCsvRecords(await text('input.csv'));
  const expected = parseCsvRecords(await text('expected.csv'));
  const graph = await loadFrozenGraph(await readFile(join(directory, 'model.pb')));
  try {
    const outputs = graph.execute(inputsOf(description, graph.inputs, rows));
    return compare(description, outputs, expected);
  } finally {
    graph.dispose();
  }
}

function inputsOf(
  description: TensorflowCase,
  inputs: readonly GraphInput[],
  rows: readonly Row[],
): Record<string, TensorData> {
  const tensors = description.inputs.map((tensor): [string, TensorData] => {
    const columns = columnsOf(tensor);
    const dtype = inputs.find((input) => input.name === tensor.name)?.dtype ?? 'float32';
    const values = newValues(dtype, rows.length * columns.length);
    rows.forEach((row, r) => {
      columns.forEach((column, c) => {
        values[r * columns.length + c] = Number(row[column]);
      });
    });
    return [tensor.name, { values, shape: tensor.shape.map((size) => size ?? rows.length) }];
  });
  return Object.fromEntries(tensors);
}

/** A tensor [batch] has one column, `name`; others a column for each element, `name[0]` and on. */
function columnsOf({ name, shape }: CaseTensor): string[] {
  if (shape.length === 1) return [name];
  const count = shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);
  return Array.from({ length: count }, (_, i) => `${name}[${i}]`);
}

function compare(
  { outputs, tolerance }: TensorflowCase,
  results: ReadonlyMap<string, TensorData>,
  expected: readonly Row[],
): CaseResult {
  for (const tensor of outputs) {
    const columns = columnsOf(tensor);
    const values = results.get(tensor.name)?.values;
    if (values?.length !== expected.length * columns.length) {
      const wanted = expected.length * columns.length;
      return {
        outcome: 'FAIL',
        detail: `${tensor.name}: expected ${wanted} values, got ${values?.length ?? 'none'}`,
      };
    }
    for (const [r, row] of expected.entries()) {
      for (const [c, column] of columns.entries()) {
        const wanted = Number(row[column]);
        const actual = values[r * columns.length + c] as number;
        const near = Math.abs(actual - wanted) <= tolerance.absolute + tolerance.relative * Math.abs(wanted);
        if (!near && !Object.is(actual, wanted)) {
          return firstDifference(r + 1, column, String(wanted), String(actual));
        }
      }
    }
  }
  return { outcome: 'PASS' };
}
