import { ModelError } from '../../errors.ts';
import type { CompiledField } from '../program.ts';
import type { Scope } from '../scope.ts';

/** A field that is used as a number. @throws ModelError MODEL_CORRUPT for a field of text */
export function numberField(name: string, scope: Scope): CompiledField {
  const field = scope.resolve(name);
  if (field.dataType !== 'string') return field;
  throw new ModelError('MODEL_CORRUPT', `A PMML model uses the field "${name}" of type string as a number.`);
}
