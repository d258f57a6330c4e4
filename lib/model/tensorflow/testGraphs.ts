import { readFileSync } from 'node:fs';
import { tensorflow } from './generated/graphDef.js';
import { type AttrValue, DataType } from './graphDef.ts';

/** A node to encode. */
export interface TestNode {
  readonly name: string;
  readonly op: string;
  readonly input?: string[];
  readonly attr?: Record<string, AttrValue>;
}

/** The bytes of a graph of these nodes, for tests. */
export function encodeGraph(...node: TestNode[]): Uint8Array {
  return tensorflow.GraphDef.encode({ node }).finish();
}

/** A float input; -1 is any size, and without sizes its shape is unknown. */
export function placeholder(name: string, sizes: number[] | undefined, dtype = DataType.DT_FLOAT): TestNode {
  const attr: Record<string, AttrValue> = { dtype: { type: dtype } };
  if (sizes) attr.shape = { shape: shapeOf(sizes) };
  return { name, op: 'Placeholder', attr };
}

/** A constant of floats or of 32-bit integers. */
export function constant(
  name: string,
  sizes: number[],
  values: number[],
  dtype = DataType.DT_FLOAT,
): TestNode {
  const list = dtype === DataType.DT_FLOAT ? { float_val: values } : { int_val: values };
  return {
    name,
    op: 'Const',
    attr: { dtype: { type: dtype }, value: { tensor: { dtype, tensor_shape: shapeOf(sizes), ...list } } },
  };
}

/** A node of floats. */
export function operation(name: string, op: string, ...input: string[]): TestNode {
  return { name, op, input, attr: { T: { type: DataType.DT_FLOAT } } };
}

/** A constant of 32-bit integers, in one dimension. */
export function integers(name: string, ...values: number[]): TestNode {
  return constant(name, [values.length], values, DataType.DT_INT32);
}

/** A single 32-bit integer. */
export function integer(name: string, value: number): TestNode {
  return constant(name, [], [value], DataType.DT_INT32);
}

/** Bytes of a golden case's model. */
export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/tensorflow/${name}/model.pb`, import.meta.url));
}

function shapeOf(sizes: number[]): NonNullable<AttrValue['shape']> {
  return { dim: sizes.map((size) => ({ size: size as never })) };
}
