import { ModelError } from '../errors.ts';
import type { RecordField, RecordSchema } from '../model.ts';
import type { TensorInput } from './tensorInput.ts';

/** The fields that fill an input tensor, column by column. */
export interface BoundInput<Input extends TensorInput = TensorInput> {
  readonly input: Input;
  readonly fields: readonly string[];
  /** The tensor's shape for a number of records. */
  shape(records: number): number[];
}

/**
 * Decides which fields of a record go into which input of a model:
 * - an input [batch, n] takes all fields of its kind, numbers or strings, in the order of the schema;
 * - inputs [batch] or [batch, 1] each take the field of their name.
 *
 * @throws ModelError MODEL_INPUT_MISMATCH saying what is expected and what the data type has
 */
export function bindInputs<Input extends TensorInput>(
  inputs: readonly Input[],
  schema?: RecordSchema,
): readonly BoundInput<Input>[] {
  return inputs.map((input) => {
    const kind = kindOf(input);
    const names = schema?.fields.filter((field) => field.kind === kind).map((field) => field.name);
    const alone = inputs.filter((other) => kindOf(other) === kind).length === 1;
    if (names && alone && takesAll(input, names.length)) {
      return { input, fields: names, shape: (records) => [records, names.length] };
    }
    if (!isScalar(input)) throw shapeMismatch(input, schema, names);
    const field = names ? names.find((name) => normalized(name) === normalized(input.name)) : input.name;
    if (field === undefined) throw nameMismatch(input, schema, kind);
    const shape = (records: number) => (input.shape?.length === 1 ? [records] : [records, 1]);
    return { input, fields: [field], shape };
  });
}

function kindOf({ dtype }: TensorInput): RecordField['kind'] {
  return dtype === 'string' ? 'string' : 'number';
}

function takesAll({ shape }: TensorInput, count: number): boolean {
  if (shape === undefined) return true;
  return shape.length === 2 && shape[0] === -1 && (shape[1] === count || shape[1] === -1);
}

function isScalar({ shape }: TensorInput): boolean {
  return shape?.[0] === -1 && (shape.length === 1 || (shape.length === 2 && shape[1] === 1));
}

/** Feature names of training tools write what a schema calls `fixed_acidity` as `Fixed Acidity` or `fixedAcidity`. */
function normalized(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function shapeMismatch(input: TensorInput, schema?: RecordSchema, names?: readonly string[]): ModelError {
  const shape = input.shape?.map((size) => (size === -1 ? '?' : size)).join(', ') ?? 'unknown';
  const kind = input.dtype === 'string' ? 'string' : 'numeric';
  const got = names
    ? `the data type ${schema?.dataType} has ${names.length} ${kind} fields: ${names.join(', ')}`
    : 'no schema says which fields fill it';
  return mismatch(`Input ${input.name} has the shape [${shape}]; ${got}.`);
}

function nameMismatch(input: TensorInput, schema: RecordSchema | undefined, kind: string): ModelError {
  const fields = schema?.fields.map((field) => `${field.name} (${field.kind})`).join(', ');
  return mismatch(
    `The model needs the feature ${input.name}, a ${kind}, which the data type ${schema?.dataType} lacks; it has ${fields}.`,
  );
}

function mismatch(message: string): ModelError {
  return new ModelError('MODEL_INPUT_MISMATCH', message, {
    hint: 'A model takes all fields of a kind as one tensor [?, n], or each by name as a tensor [?] or [?, 1].',
  });
}
