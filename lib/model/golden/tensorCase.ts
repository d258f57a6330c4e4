import { type CaseResult, firstDifference } from './caseResult.ts';

/** A row of a CSV file, by column. */
export type Row = Readonly<Record<string, string>>;

/** A tensor as `case.json` describes it; null is the batch. */
export interface CaseTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly (number | null)[];
}

/** What goes in and comes out of a model whose inputs are tensors. */
export interface CaseSignature {
  readonly inputs: readonly CaseTensor[];
  readonly outputs: readonly CaseTensor[];
}

export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/**
 * The columns of a tensor: `name` where each row has one value and the file has such a column, else a column for each
 * element, `name[0]` and on, in row-major order.
 */
export function columnsOf({ name, shape }: CaseTensor, row: Row | undefined): string[] {
  const count = shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);
  if (count === 1 && row && Object.hasOwn(row, name)) return [name];
  return Array.from({ length: count }, (_, i) => `${name}[${i}]`);
}

/** The cells of a tensor, row by row, and its shape. */
export function cellsOf(tensor: CaseTensor, rows: readonly Row[]): { cells: string[]; shape: number[] } {
  const columns = columnsOf(tensor, rows[0]);
  return {
    cells: rows.flatMap((row) => columns.map((column) => row[column] ?? '')),
    shape: tensor.shape.map((size) => size ?? rows.length),
  };
}

/** Compares a result with its columns; undefined when they agree. */
export function compareTensor(
  tensor: CaseTensor,
  values: ArrayLike<number | bigint | string> | undefined,
  expected: readonly Row[],
  { absolute, relative }: Tolerance,
): CaseResult | undefined {
  const columns = columnsOf(tensor, expected[0]);
  const wantedCount = expected.length * columns.length;
  if (values?.length !== wantedCount) {
    const detail = `${tensor.name}: expected ${wantedCount} values, got ${values?.length ?? 'none'}`;
    return { outcome: 'FAIL', detail };
  }
  for (const [r, row] of expected.entries()) {
    for (const [c, column] of columns.entries()) {
      const wanted = row[column] ?? '';
      const actual = values[r * columns.length + c] as number | bigint | string;
      const number = toNumber(wanted);
      const near = Math.abs(Number(actual) - number) <= absolute + relative * Math.abs(number);
      const same = typeof actual === 'string' ? actual === wanted : near || Object.is(actual, number);
      if (!same) return firstDifference(r + 1, column, wanted, String(actual));
    }
  }
  return undefined;
}

/** A cell as a number: missing is NaN, a truth value 0 or 1. */
export function toNumber(cell: string): number {
  if (cell === '') return Number.NaN;
  return /^(true|false)$/i.test(cell) ? Number(/^true$/i.test(cell)) : Number(cell);
}
