import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadOnnxSession, type OnnxSession, type OnnxTensor } from '../onnx/onnxSession.ts';
import type { ScoreTensor } from '../tensors/readScores.ts';
import type { ElementType } from '../tensors/tensorInput.ts';
import type { CaseResult } from './caseResult.ts';
import { parseCsvRecords } from './csv.ts';
import {
  type CaseSignature,
  type CaseTensor,
  cellsOf,
  compareTensor,
  type Row,
  type Tolerance,
  toNumber,
} from './tensorCase.ts';

interface OnnxCase extends CaseSignature {
  readonly tolerance: Tolerance;
}

const fill: Readonly<Record<ElementType, (cells: readonly string[]) => OnnxTensor['values']>> = {
  float32: (cells) => Float32Array.from(cells, toNumber),
  float64: (cells) => Float64Array.from(cells, toNumber),
  int32: (cells) => Int32Array.from(cells, toNumber),
  int64: (cells) => BigInt64Array.from(cells, BigInt),
  bool: (cells) => Uint8Array.from(cells, toNumber),
  string: (cells) => [...cells],
};

/** Runs an ONNX model – `model.onnx`, `case.json`, `input.csv`, `expected.csv` in one folder – and compares all outputs. */
export async function runOnnxCase(directory: string): Promise<CaseResult> {
  const text = (name: string) => readFile(join(directory, name), 'utf8');
  const { inputs, outputs, tolerance }: OnnxCase = JSON.parse(await text('case.json'));
  const rows = parseCsvRecords(await text('input.csv'));
  const expected = parseCsvRecords(await text('expected.csv'));
  const session = await loadOnnxSession(await readFile(join(directory, 'model.onnx')));
  try {
    const results = await session.run(tensorsOf(session, inputs, rows));
    for (const tensor of outputs) {
      const difference = compareTensor(tensor, valuesOf(tensor, session, results), expected, tolerance);
      if (difference) return difference;
    }
    return { outcome: 'PASS' };
  } finally {
    await session.release();
  }
}

function tensorsOf(
  session: OnnxSession,
  inputs: readonly CaseTensor[],
  rows: readonly Row[],
): Record<string, OnnxTensor> {
  const tensors = inputs.map((tensor): [string, OnnxTensor] => {
    const { cells, shape } = cellsOf(tensor, rows);
    const dtype = session.inputs.find(({ name }) => name === tensor.name)?.dtype ?? 'float32';
    return [tensor.name, { values: fill[dtype](cells), shape }];
  });
  return Object.fromEntries(tensors);
}

/** Of maps, a column `name{label}` for each class. */
function valuesOf(
  { name }: CaseTensor,
  session: OnnxSession,
  results: ReadonlyMap<string, ScoreTensor>,
): ScoreTensor['values'] | undefined {
  const [, map = '', label = ''] = /^(.*)\{(.*)\}$/.exec(name) ?? [];
  const labels = session.labels.get(map);
  const whole = results.get(labels ? map : name);
  if (!labels || !whole) return whole?.values;
  const column = labels.indexOf(label);
  return Array.from(whole.values).filter((_, i) => i % labels.length === column);
}
