import { ModelError } from '../errors.ts';
import type { RecordSchema } from '../model.ts';
import type { InputField } from './inputs.ts';

/**
 * The record field for each input field of a model. Names match regardless of case and of anything but letters and
 * digits: "fixed acidity" is fixed_acidity and fixedAcidity. Input fields that the model can do without may have none.
 *
 * @throws ModelError MODEL_INPUT_MISMATCH naming the fields of both sides
 */
export function matchFields(inputs: readonly InputField[], schema: RecordSchema): Map<string, string> {
  const byName = new Map(schema.fields.map((field) => [plainName(field.name), field]));
  const matched = new Map<string, string>();
  const problems: string[] = [];
  for (const input of inputs) {
    const field = byName.get(plainName(input.name));
    if (field === undefined) {
      if (!input.optional) problems.push(`"${input.name}" has no counterpart`);
    } else if (field.kind === 'string' && input.opType === 'continuous') {
      problems.push(`"${input.name}" is continuous, but ${field.name} holds text`);
    } else {
      matched.set(input.name, field.name);
    }
  }
  if (problems.length > 0) {
    const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name).join(', ');
    throw new ModelError(
      'MODEL_INPUT_MISMATCH',
      `The model does not fit ${schema.dataType} records: ${problems.join('; ')}. ` +
        `It takes ${names(inputs)}; the records have ${names(schema.fields)}.`,
    );
  }
  return matched;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
