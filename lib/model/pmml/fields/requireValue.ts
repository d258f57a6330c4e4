import { ModelError } from '../../errors.ts';

/** The value of a field that a model cannot do without. @throws ModelError RECORD_INVALID */
export function requireValue<Value>(name: string, value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new ModelError('RECORD_INVALID', `The field "${name}" is missing, and the model needs it.`);
}
