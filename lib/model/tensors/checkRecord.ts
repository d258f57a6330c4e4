import { ModelError } from '../errors.ts';
import type { FeatureRecord } from '../model.ts';
import type { BoundInput } from './bindInputs.ts';
import type { ElementType } from './tensorInput.ts';

/** Which missing values a model takes: tensors have no room for them, but NaN or an empty text may stand for one. */
export interface MissingValues {
  readonly numbers: boolean;
  readonly texts: boolean;
}

/**
 * Whether a record can fill the inputs.
 *
 * @returns the first field that cannot, as RECORD_INVALID
 */
export function checkRecord(
  record: FeatureRecord,
  inputs: readonly BoundInput[],
  missing: MissingValues = { numbers: false, texts: false },
): ModelError | undefined {
  for (const { input, fields } of inputs) {
    const mayLack =
      input.dtype === 'string' ? missing.texts : missing.numbers && input.dtype.startsWith('float');
    for (const field of fields) {
      const value = record[field];
      if (mayLack && (value === null || value === undefined)) continue;
      const expected = whatFails(input.dtype, value);
      if (expected) return invalid(field, expected, value);
    }
  }
  return undefined;
}

function whatFails(dtype: ElementType, value: unknown): string | undefined {
  if (dtype === 'string') return typeof value === 'string' ? undefined : 'a string';
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'a number';
  if (dtype === 'int32' && value !== (value | 0)) return 'an integer of 32 bits';
  if (dtype === 'int64' && !Number.isSafeInteger(value)) return 'an integer';
  return undefined;
}

function invalid(field: string, expected: string, value: unknown): ModelError {
  const got = typeof value === 'number' ? String(value) : (JSON.stringify(value ?? undefined) ?? 'no value');
  return new ModelError('RECORD_INVALID', `Field ${field}: expected ${expected}, got ${got}.`);
}
