import { Reader } from 'protobufjs/minimal.js';
import { ModelError } from '../errors.ts';
import { BoundedReader } from './boundedReader.ts';
import { tensorflow } from './generated/graphDef.js';

export const { DataType } = tensorflow;
export type DataType = tensorflow.DataType;
export type AttrValue = tensorflow.AttrValue.$Properties;
export type TensorProto = tensorflow.TensorProto.$Properties;
type NodeDef = tensorflow.NodeDef.$Properties;

/** An operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Where its tensors come from: `node`, or `node:1` for the second output of a node. */
  readonly inputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttrValue>;
}

/** A frozen TensorFlow graph: no variables, no functions. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** The version of the graph's format that its writer used. */
  readonly producer: number;
  readonly minConsumer: number;
}

/** A node of the smallest protobuf bytes costs some 500 times its size in memory, and each takes its time. */
const maxNodes = 5_000;
const maxInputs = 4 * maxNodes;
/** Fields, and values of lists. Large constants are written as plain bytes, which count as one. */
export const maxValues = 2 ** 22;

/** TensorFlow's own rule for names of nodes; it leaves out `__proto__`. */
const nodeName = /^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$/;

/** The node that an input refers to: `dense/MatMul` of `dense/MatMul:0`. */
export function sourceOf(input: string): string {
  const colon = input.indexOf(':');
  return colon < 0 ? input : input.slice(0, colon);
}

/**
 * Reads a serialized GraphDef (`.pb`).
 *
 * Control inputs (`^node`) are dropped: they order side effects, and a frozen graph has none.
 *
 * @throws ModelError MODEL_CORRUPT when the bytes are not a whole graph; MODEL_TOO_LARGE above its limits of nodes, their inputs, and values
 */
export function readGraphDef(bytes: Uint8Array): Graph {
  const { node, versions } = decode(bytes);
  return checkedGraph((node ?? []).map(toNode), versions);
}

/**
 * Nodes as a graph in which everything is there that is taken.
 *
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE
 */
export function checkedGraph(
  nodes: readonly GraphNode[],
  versions: tensorflow.VersionDef.$Properties | null | undefined,
): Graph {
  const inputs = nodes.reduce((sum, node) => sum + node.inputs.length, 0);
  if (nodes.length > maxNodes)
    throw tooLarge(`The graph has ${nodes.length} nodes; the limit is ${maxNodes}.`);
  if (inputs > maxInputs) {
    throw tooLarge(`The nodes of the graph have ${inputs} inputs; the limit is ${maxInputs}.`);
  }
  const names = new Set(nodes.map((node) => node.name));
  if (nodes.length === 0) throw corrupt('it has no nodes');
  if (names.size < nodes.length) throw corrupt('two of its nodes have the same name');
  for (const { name, inputs } of nodes) {
    const missing = inputs.find((input) => !names.has(sourceOf(input)));
    if (missing !== undefined) throw corrupt(`node ${name} takes ${missing}, which is not there`);
  }
  return { nodes, producer: versions?.producer ?? 0, minConsumer: versions?.min_consumer ?? 0 };
}

function decode(bytes: Uint8Array): tensorflow.GraphDef {
  try {
    const count = countNodes(bytes);
    if (count > maxNodes) {
      throw tooLarge(`The graph has ${count} nodes; the limit is ${maxNodes}.`);
    }
    const tooMany = () => tooLarge(`The graph has more than ${maxValues} fields and values of lists.`);
    return tensorflow.GraphDef.decode(new BoundedReader(bytes, maxValues, tooMany));
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw corrupt('the protobuf message is damaged or cut off', error);
  }
}

function countNodes(bytes: Uint8Array): number {
  const reader = Reader.create(bytes);
  let count = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) count++;
    reader.skipType(tag & 7);
  }
  return count;
}

/** A node as it is written; its control inputs are dropped. Throws ModelError MODEL_CORRUPT. */
export function toNode(node: NodeDef): GraphNode {
  const name = node.name ?? '';
  const op = node.op ?? '';
  if (!nodeName.test(name)) throw corrupt(`${JSON.stringify(name.slice(0, 80))} is not the name of a node`);
  if (op === '') throw corrupt(`node ${name} has no operation`);
  return {
    name,
    op,
    inputs: (node.input ?? []).filter((input) => !input.startsWith('^')),
    attributes: new Map(Object.entries(node.attr ?? {})),
  };
}

function tooLarge(message: string): ModelError {
  return new ModelError('MODEL_TOO_LARGE', message);
}

function corrupt(what: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_CORRUPT', `The bytes are not a TensorFlow graph: ${what}.`, {
    hint: 'Send a frozen GraphDef, the .pb file of a graph whose variables have been turned into constants.',
    cause,
  });
}
