/** How a case ended. */
export interface CaseResult {
  readonly outcome: 'PASS' | 'FAIL' | 'SKIP';
  /** Why, for what did not pass. */
  readonly detail?: string;
}

/** Says where a case differs first; rows count from 1, without the header. */
export function firstDifference(row: number, column: string, expected: string, got: string): CaseResult {
  const detail = `first difference: row ${row}, column ${column}: expected ${expected}, got ${got}`;
  return { outcome: 'FAIL', detail };
}
