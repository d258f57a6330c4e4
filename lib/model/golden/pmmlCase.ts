import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../errors.ts';
import { PmmlEvaluator, type PmmlResult, parsePmml, type ResultValue } from '../pmml/index.ts';
import { type CaseResult, firstDifference } from './caseResult.ts';
import { parseCsvRecords } from './csv.ts';

type Row = Readonly<Record<string, string>>;

/**
 * Scores a case – `model.pmml`, `input.csv`, `expected.csv` in one folder – and compares row by row. A kind of model
 * that is not supported yet is skipped.
 */
export async function runPmmlCase(directory: string): Promise<CaseResult> {
  const text = (name: string) => readFile(join(directory, name), 'utf8');
  const [model, input, expected] = await Promise.all([
    text('model.pmml'),
    text('input.csv'),
    text('expected.csv'),
  ]);
  const listFields = existsSync(join(directory, 'lists.txt'))
    ? (await text('lists.txt')).trim().split('\n')
    : [];

  let evaluator: PmmlEvaluator;
  try {
    evaluator = new PmmlEvaluator(parsePmml(model));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // Where no row has a result, refusing the model is as good as failing for every record.
    if (parseCsvRecords(expected).every(({ _status }) => _status !== 'ok')) return { outcome: 'PASS' };
    const kind = /: (\w*(?:Model|Scorecard)) is not supported/.exec(error.message)?.[1];
    return kind && error.code === 'MODEL_UNSUPPORTED'
      ? { outcome: 'SKIP', detail: `PMML ${kind} is not supported yet` }
      : { outcome: 'FAIL', detail: error.message };
  }
  const tolerance = toleranceOf(model);
  const inputs = parseCsvRecords(input);
  for (const [index, row] of parseCsvRecords(expected).entries()) {
    const record = argumentsOf(inputs[index] ?? {}, listFields);
    const difference = compareRow(row, evaluator, record, tolerance);
    if (difference) {
      const { column, expected: wanted, got } = difference;
      return firstDifference(index + 1, column, wanted, got);
    }
  }
  return { outcome: 'PASS' };
}

/** Floats carry seven digits; the normal distribution is an approximation everywhere. */
function toleranceOf(model: string): number {
  if (model.includes('dataType="float"')) return 1e-6;
  return /probit|ormal(CDF|PDF|IDF)|"erf"/.test(model) ? 1e-7 : 1e-9;
}

function argumentsOf(row: Row, listFields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      if (listFields.includes(name)) return [name, cell === '' ? [] : cell.split('|')];
      return [name, cell === '' ? undefined : cell];
    }),
  );
}

function compareRow(
  expected: Row,
  evaluator: PmmlEvaluator,
  record: Record<string, unknown>,
  tolerance: number,
): { column: string; expected: string; got: string } | undefined {
  const [, target = '', ...columns] = Object.keys(expected).filter((name) => name !== '_reason');
  let result: PmmlResult | undefined;
  let problem = '';
  try {
    result = evaluator.evaluate(record);
  } catch (error) {
    // Only the evaluator's own errors are answers; anything else is a defect.
    if (!(error instanceof ModelError)) throw error;
    problem = error.message;
  }
  if (expected._status === 'unspecified') return undefined;
  if (expected._status === 'error') {
    const missing = result === undefined || [result.value].flat().every((value) => value === null);
    return missing ? undefined : { column: target, expected: 'no prediction', got: String(result?.value) };
  }
  if (result === undefined) {
    return { column: target, expected: 'a prediction', got: `the error "${problem}"` };
  }
  for (const column of [target, ...columns]) {
    const actual = columnOf(result, column, target);
    const wanted = expected[column] as string;
    if (!matches(actual, wanted, tolerance)) {
      return { column, expected: `"${wanted}"`, got: `"${String(actual ?? '')}"` };
    }
  }
  return undefined;
}

/** The second column is the target's value, but of a model that has output fields only. */
function columnOf(result: PmmlResult, name: string, target: string): PmmlResult['value'] {
  const output = result.outputs.get(name);
  if (output !== undefined) return output;
  if (name === target) return result.value;
  const affinity = /^affinity\((.*)\)$/.exec(name)?.[1];
  if (affinity !== undefined) return result.affinities?.get(affinity) ?? null;
  const probability = /^probability\((.*)\)$/.exec(name)?.[1];
  if (probability !== undefined) return result.probabilities?.[probability] ?? null;
  return name === 'entityId' ? (result.entityId ?? null) : null;
}

function matches(actual: PmmlResult['value'], wanted: string, tolerance: number): boolean {
  if (Array.isArray(actual)) {
    const parts = wanted.split('|');
    return (
      parts.length === actual.length &&
      actual.every((each, index) => matchesOne(each, parts[index] as string, tolerance))
    );
  }
  return matchesOne(actual as ResultValue, wanted, tolerance);
}

function matchesOne(actual: ResultValue, wanted: string, tolerance: number): boolean {
  if (actual === null) return wanted === '';
  if (typeof actual !== 'number') return String(actual) === wanted;
  if (wanted === '') return false;
  const number = Number(wanted);
  if (Object.is(actual, number) || actual === number) return true;
  return Math.abs(actual - number) <= tolerance * Math.max(1, Math.abs(number));
}
