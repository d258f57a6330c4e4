import { numberField } from '../../fields/numberField.ts';
import { requireValue } from '../../fields/requireValue.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { compileFieldRef } from '../../transformations/fieldRef.ts';
import type { VectorField } from './parseVectors.ts';

/** Reads the vector of a record into one array, used again for each. @throws ModelError RECORD_INVALID for what is missing */
export function compileInput(fields: readonly VectorField[], scope: Scope): (frame: Frame) => Float64Array {
  const input = new Float64Array(fields.length);
  const readers = fields.map((field) => compileComponent(field, scope));
  return (frame) => {
    for (let index = 0; index < readers.length; index += 1)
      input[index] = (readers[index] as (frame: Frame) => number)(frame);
    return input;
  };
}

function compileComponent(component: VectorField, scope: Scope): (frame: Frame) => number {
  if (component.kind === 'field') {
    const { field } = component.reference;
    numberField(field, scope);
    const { evaluate } = compileFieldRef(component.reference, scope);
    return (frame) => Number(requireValue(field, evaluate(frame)));
  }
  const field = scope.resolve(component.field);
  const wanted = operand(field, component.value);
  return (frame) => (requireValue(field.name, field.evaluate(frame)) === wanted ? 1 : 0);
}
