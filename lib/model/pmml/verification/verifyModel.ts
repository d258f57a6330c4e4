import { ModelError } from '../../errors.ts';
import { numberOf, parseValue } from '../dataTypes.ts';
import type { PmmlResult, ResultValue } from '../evaluator.ts';
import { corrupt } from '../xml/elementReader.ts';
import type { TableRow } from '../xml/parseInlineTable.ts';
import type { Verification, VerificationField } from './parseVerification.ts';

/** Records beyond these are not scored: a model must be ready in good time. */
const maxRows = 1000;

/**
 * Scores the records that a model carries and compares. Where results of output fields are given, the target's are not
 * looked at: they are then what was observed, not what the model said.
 *
 * @param target the name of the field that is predicted
 * @throws ModelError MODEL_VERIFICATION_FAILED for the first result that is not the expected one
 */
export function verifyModel(
  { element, fields, rows }: Verification,
  target: string | undefined,
  evaluate: (record: Record<string, unknown>) => PmmlResult,
): void {
  for (const [index, row] of rows.slice(0, maxRows).entries()) {
    const where = `PMML line ${element.line}: record ${index + 1} of the ModelVerification`;
    const result = scored(where, () => evaluate(recordOf(fields, row)));
    const outputs = fields.filter(({ field }) => result.outputs.has(field));
    const checked = outputs.length > 0 ? outputs : fields.filter(({ field }) => field === target);
    for (const field of checked) {
      const expected = row.get(field.column);
      if (expected === undefined || expected === '') continue;
      const actual = result.outputs.has(field.field) ? result.outputs.get(field.field) : result.value;
      if (typeof actual === 'object' && actual !== null)
        throw corrupt(element, `it expects "${expected}" of "${field.field}", which is a list`);
      if (isAcceptable(expected, actual ?? null, field)) continue;
      throw failed(
        `${where} expects "${expected}" of the field "${field.field}", and the score is ${actual}.`,
      );
    }
  }
}

function recordOf(fields: readonly VerificationField[], row: TableRow): Record<string, unknown> {
  // Without a prototype, so that no field's name means anything else.
  const record: Record<string, unknown> = Object.create(null);
  for (const { field, column } of fields) record[field] = row.get(column) || undefined;
  return record;
}

function scored(where: string, evaluate: () => PmmlResult): PmmlResult {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw failed(`${where} cannot be scored: ${error.message}`, error);
  }
}

function failed(message: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_VERIFICATION_FAILED', message, {
    hint: 'The document was changed after it was verified, or is not scored here as where it was made.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Numbers within the precision, in proportion to the expected one; anything else exactly. */
function isAcceptable(text: string, actual: ResultValue, field: VerificationField): boolean {
  if (typeof actual === 'boolean') return parseValue('boolean', text) === actual;
  if (typeof actual !== 'number') return text === actual;
  const expected = numberOf(text);
  if (expected === undefined) return false;
  const { precision, zeroThreshold } = field;
  if (Math.abs(expected) <= zeroThreshold && Math.abs(actual) <= zeroThreshold) return true;
  return Object.is(actual, expected) || Math.abs(actual - expected) <= precision * Math.abs(expected);
}
