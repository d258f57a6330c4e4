import { ModelError } from '../errors.ts';
import type { RecordSchema } from '../model.ts';
import type { GraphInput } from './toTfjs.ts';

/** The fields that fill an input tensor, column by column. */
export interface BoundInput {
  readonly input: GraphInput;
  readonly fields: readonly string[];
  /** The tensor's shape for a number of records. */
  shape(records: number): number[];
}

/**
 * Decides which fields of a record go into which input of a graph:
 * - one input [batch, n] takes the numeric fields of the schema, in its order;
 * - inputs [batch] or [batch, 1] each take the field of their name.
 *
 * @throws ModelError MODEL_INPUT_MISMATCH saying what is expected and what the data type has
 */
export function bindInputs(inputs: readonly GraphInput[], schema?: RecordSchema): readonly BoundInput[] {
  const numeric = schema?.fields.filter((field) => field.kind === 'number').map((field) => field.name);
  const [only] = inputs;
  if (inputs.length === 1 && only && numeric && takesAll(only, numeric.length)) {
    return [{ input: only, fields: numeric, shape: (records) => [records, numeric.length] }];
  }
  return inputs.map((input) => {
    if (!isScalar(input)) throw mismatch(input, schema, numeric);
    const field = numeric ? numeric.find((name) => normalized(name) === normalized(input.name)) : input.name;
    if (field === undefined) throw mismatch(input, schema, numeric);
    const shape = (records: number) => (input.shape?.length === 1 ? [records] : [records, 1]);
    return { input, fields: [field], shape };
  });
}

function takesAll({ shape }: GraphInput, count: number): boolean {
  if (shape === undefined) return true;
  return shape.length === 2 && shape[0] === -1 && (shape[1] === count || shape[1] === -1);
}

function isScalar({ shape }: GraphInput): boolean {
  return shape?.[0] === -1 && (shape.length === 1 || (shape.length === 2 && shape[1] === 1));
}

/** Feature names of training tools write what a schema calls `fixed_acidity` as `Fixed Acidity` or `fixedAcidity`. */
function normalized(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function mismatch(input: GraphInput, schema?: RecordSchema, numeric?: readonly string[]): ModelError {
  const shape = input.shape?.map((size) => (size === -1 ? '?' : size)).join(', ') ?? 'unknown';
  const got = numeric
    ? `the data type ${schema?.dataType} has ${numeric.length} numeric fields: ${numeric.join(', ')}`
    : 'no schema says which fields fill it';
  return new ModelError('MODEL_INPUT_MISMATCH', `Input ${input.name} has the shape [${shape}]; ${got}.`, {
    hint: 'A model takes all numeric fields as one tensor [?, n], or each by name as a tensor [?] or [?, 1].',
  });
}
