import { ModelError } from '../errors.ts';
import { corruptModel } from './corruptModel.ts';
import {
  attributeProto,
  functionProto,
  graphProto,
  modelProto,
  nodeProto,
  sparseTensorProto,
  tensorProto,
} from './onnxProto.ts';
import { fieldsOf, textOf, wireFields } from './wireFields.ts';

/** An operation of an ONNX graph. */
export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Encoded attributes. */
  readonly attributes: readonly Uint8Array[];
  /** The encoded node with its tag. */
  readonly raw: Uint8Array;
}

/** What is read of an ONNX model before onnxruntime gets it. */
export interface OnnxGraph {
  readonly bytes: Uint8Array;
  /** Of the main graph. */
  readonly nodes: readonly OnnxNode[];
  /** Encoded constants of the main graph. */
  readonly initializers: readonly Uint8Array[];
  /** Names of all operations, those in branches and functions included. */
  readonly ops: ReadonlySet<string>;
}

/** As for frozen TensorFlow graphs: each node costs a multiple of its bytes. */
const maxNodes = 20_000;
const maxDepth = 16;

/** Operations that onnxruntime has and a server should not execute, and why. */
export const refusedOps: Readonly<Record<string, string>> = {
  Loop: 'it may never end',
  ...Object.fromEntries(
    'RandomNormal RandomNormalLike RandomUniform RandomUniformLike Multinomial Bernoulli'
      .split(' ')
      .map((op) => [op, 'the same record would get another score each time']),
  ),
};

/**
 * Reads the structure of an ONNX model and refuses what onnxruntime would take and a server should not.
 *
 * @throws ModelError MODEL_CORRUPT, MODEL_UNSUPPORTED, MODEL_TOO_LARGE
 */
export function readOnnxGraph(bytes: Uint8Array): OnnxGraph {
  const graph = fieldsOf(bytes, modelProto.graph).at(-1);
  if (!graph) throw corruptModel('it has no graph');
  const ops = new Set<string>();
  let count = 0;
  const visit = (node: OnnxNode, depth: number): void => {
    count++;
    if (count > maxNodes) {
      throw new ModelError('MODEL_TOO_LARGE', `The ONNX model has more than ${maxNodes} nodes.`);
    }
    checkNode(node);
    ops.add(node.op);
    for (const attribute of node.attributes) {
      for (const { number, value } of wireFields(attribute)) {
        if (number === attributeProto.tensor || number === attributeProto.tensors) checkTensor(value);
        if (number === attributeProto.sparseTensor || number === attributeProto.sparseTensors)
          checkSparse(value);
        if (number !== attributeProto.graph && number !== attributeProto.graphs) continue;
        if (depth === maxDepth) throw corruptModel(`its graphs are nested more than ${maxDepth} deep`);
        for (const inner of readNodes(value, graphProto.node)) visit(inner, depth + 1);
        checkConstants(value);
      }
    }
  };
  const nodes = readNodes(graph, graphProto.node);
  const functions = fieldsOf(bytes, modelProto.functions);
  for (const node of [...nodes, ...functions.flatMap((each) => readNodes(each, functionProto.node))]) {
    visit(node, 0);
  }
  checkConstants(graph);
  return { bytes, nodes, initializers: fieldsOf(graph, graphProto.initializer), ops };
}

function readNodes(message: Uint8Array, field: number): OnnxNode[] {
  const nodes: OnnxNode[] = [];
  for (const { number, value, raw } of wireFields(message)) {
    if (number === field) nodes.push(readNode(value, raw));
    if (nodes.length > maxNodes) {
      throw new ModelError('MODEL_TOO_LARGE', `The ONNX model has more than ${maxNodes} nodes.`);
    }
  }
  return nodes;
}

function readNode(node: Uint8Array, raw: Uint8Array): OnnxNode {
  const texts = (number: number) => fieldsOf(node, number).map((text) => Buffer.from(text).toString());
  return {
    name: textOf(node, nodeProto.name),
    op: textOf(node, nodeProto.opType),
    domain: textOf(node, nodeProto.domain),
    inputs: texts(nodeProto.input),
    outputs: texts(nodeProto.output),
    attributes: fieldsOf(node, nodeProto.attribute),
    raw,
  };
}

function checkNode({ op, name, outputs }: OnnxNode): void {
  const why = Object.hasOwn(refusedOps, op) ? refusedOps[op] : undefined;
  if (why === undefined) return;
  const node = (name || outputs[0] || 'without a name').slice(0, 100);
  throw new ModelError('MODEL_UNSUPPORTED', `The ONNX model uses ${op} (node ${node}): ${why}.`);
}

function checkConstants(graph: Uint8Array): void {
  for (const tensor of fieldsOf(graph, graphProto.initializer)) checkTensor(tensor);
  for (const tensor of fieldsOf(graph, graphProto.sparseInitializer)) checkSparse(tensor);
}

function checkSparse(tensor: Uint8Array): void {
  for (const field of [sparseTensorProto.values, sparseTensorProto.indices]) {
    for (const part of fieldsOf(tensor, field)) checkTensor(part);
  }
}

/** onnxruntime would look for the file where the server runs. */
function checkTensor(tensor: Uint8Array): void {
  for (const { number, value } of wireFields(tensor)) {
    if (number !== tensorProto.externalData && !(number === tensorProto.dataLocation && value[0] !== 0))
      continue;
    const name = textOf(tensor, tensorProto.name).slice(0, 100);
    throw new ModelError('MODEL_UNSUPPORTED', `The ONNX model keeps the constant ${name} in another file.`, {
      hint: 'Save it as one file: onnx.save(model, path, save_as_external_data=False).',
    });
  }
}
