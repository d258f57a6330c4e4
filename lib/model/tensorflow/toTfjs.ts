import type { io } from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import type { TensorInput } from '../tensors/tensorInput.ts';
import { constantBytes, readConstant, type TensorType, tensorType } from './constants.ts';
import { type AttrValue, DataType, type Graph, type GraphNode } from './graphDef.ts';
import { checkSignature, type GraphSignature, neededNodes } from './signature.ts';

/** An input of a graph. */
export interface GraphInput extends TensorInput {
  /** Its Placeholder. */
  readonly node: string;
  readonly dtype: TensorType;
}

/** A graph as `loadGraphModel` of tfjs takes it, and what goes in. */
export interface TfjsGraph {
  readonly artifacts: io.ModelArtifacts;
  /** Those that an output needs. */
  readonly inputs: readonly GraphInput[];
}

/**
 * Turns a graph into the model format of tfjs: topology as JSON, constants apart as weights. Nodes that no output
 * needs are left out.
 *
 * @param maxConstantBytes that the constants may take in memory, where a short list of values may fill a large shape
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE or MODEL_UNSUPPORTED
 */
export function toTfjs(graph: Graph, signature: GraphSignature, maxConstantBytes: number): TfjsGraph {
  const nodes = neededNodes(graph.nodes, signature);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const inputs = signature.inputs.flatMap(({ name, node }) => {
    const placeholder = byName.get(node);
    return placeholder ? [toInput(name, placeholder)] : [];
  });
  checkSignature({ ...signature, inputs: inputs.map(({ name, node }) => ({ name, node })) });
  const weights = readWeights(nodes, maxConstantBytes);
  return {
    inputs,
    artifacts: {
      format: 'graph-model',
      modelTopology: {
        node: nodes.map(toJson),
        // tfjs refuses a graph without versions.
        versions: { producer: graph.producer, minConsumer: graph.minConsumer },
      },
      ...weights,
    },
  };
}

function toInput(name: string, node: GraphNode): GraphInput {
  const type = node.attributes.get('dtype')?.type;
  const dtype = tensorType(type);
  if (!dtype) {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `Input ${name} has the type ${DataType[type ?? 0]}; supported are floats, doubles, integers and booleans.`,
    );
  }
  return { name, node: node.name, dtype, shape: placeholderShape(node) };
}

/** Graphs of TensorFlow 1 write an unknown shape as one without dimensions, which would be a scalar. */
function placeholderShape(node: GraphNode): number[] | undefined {
  const shape = node.attributes.get('shape')?.shape;
  if (!shape || shape.unknown_rank || !shape.dim?.length) return undefined;
  return shape.dim.map((dim) => Number(dim.size ?? 0));
}

function readWeights(
  nodes: readonly GraphNode[],
  maxConstantBytes: number,
): Pick<io.ModelArtifacts, 'weightSpecs' | 'weightData'> {
  const tensors = nodes
    .filter((node) => node.op === 'Const')
    .map((node) => ({
      name: node.name,
      tensor: node.attributes.get('value')?.tensor ?? {},
    }));
  const bytes = tensors.reduce((sum, { tensor }) => sum + constantBytes(tensor), 0);
  if (!(bytes <= maxConstantBytes)) {
    throw new ModelError(
      'MODEL_TOO_LARGE',
      `The constants of the graph take ${bytes} bytes; the limit is ${maxConstantBytes}.`,
    );
  }
  const weights = tensors.map(({ name, tensor }) => ({ name, ...readConstant(name, tensor) }));
  return {
    weightSpecs: weights.map(({ name, shape, dtype }) => ({ name, shape, dtype })),
    weightData: weights.map((weight) => weight.values.buffer),
  };
}

function toJson(node: GraphNode): object {
  const attributes = new Map(node.attributes);
  // The values of constants travel as weights.
  if (node.op === 'Const') attributes.delete('value');
  if (node.op === 'Placeholder' && !placeholderShape(node)) attributes.delete('shape');
  return {
    name: node.name,
    op: node.op,
    input: node.inputs,
    attr: Object.fromEntries([...attributes].map(([name, value]) => [name, attributeToJson(value)])),
  };
}

function attributeToJson(attribute: AttrValue): object {
  const { s, i, f, b, type, shape, list } = attribute;
  if (s) return { s: base64(s) };
  if (isSet(i)) return { i: Number(i) };
  if (isSet(f)) return { f };
  if (isSet(b)) return { b };
  if (isSet(type)) return { type };
  if (shape) return { shape: shapeToJson(shape) };
  if (!list) return {};
  return {
    list: {
      s: list.s?.map(base64),
      i: list.i?.map(Number),
      f: list.f,
      b: list.b,
      type: list.type,
      shape: list.shape?.map(shapeToJson),
    },
  };
}

function isSet<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function shapeToJson(shape: NonNullable<AttrValue['shape']>): object {
  return {
    unknownRank: shape.unknown_rank ?? false,
    dim: (shape.dim ?? []).map((dim) => ({ size: Number(dim.size ?? 0) })),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
