import { readFileSync } from 'node:fs';
import { Writer } from 'protobufjs/minimal.js';
import {
  attributeProto,
  graphProto,
  modelProto,
  nodeProto,
  operatorSetIdProto,
  tensorProto,
  valueInfoProto,
} from './onnxProto.ts';

/** Of ONNX's TensorProto.DataType. */
export const onnxTypes = { float: 1, int64: 7, string: 8 } as const;

/** A node to encode; attributes are encoded already. */
export interface TestNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly attributes?: readonly Uint8Array[];
}

/** An input, an output or a constant: -1 is any size. */
export interface TestTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type?: number;
}

export interface TestGraph {
  readonly nodes: readonly TestNode[];
  readonly inputs: readonly TestTensor[];
  readonly outputs: readonly TestTensor[];
  /** Constants of 64-bit integers. */
  readonly integers?: Readonly<Record<string, readonly number[]>>;
  /** Encoded constants. */
  readonly initializers?: readonly Uint8Array[];
}

/** The bytes of a model, for tests. */
export function encodeOnnx(graph: TestGraph): Uint8Array {
  const opset = new Writer()
    .uint32(operatorSetIdProto.version << 3)
    .uint32(13)
    .finish();
  const ml = message([operatorSetIdProto.domain, 'ai.onnx.ml'], [operatorSetIdProto.version, 2]);
  const parts: [number, Part][] = [
    ...graph.nodes.map((node): [number, Part] => [graphProto.node, encodeNode(node)]),
    [2, 'test'],
    ...Object.entries(graph.integers ?? {}).map(([name, values]): [number, Part] => [
      graphProto.initializer,
      integers(name, values),
    ]),
    ...(graph.initializers ?? []).map((tensor): [number, Part] => [graphProto.initializer, tensor]),
    ...graph.inputs.map((tensor): [number, Part] => [11, valueInfo(tensor)]),
    ...graph.outputs.map((tensor): [number, Part] => [graphProto.output, valueInfo(tensor)]),
  ];
  return message(
    [1, 8],
    [modelProto.graph, message(...parts)],
    [modelProto.opsetImport, opset],
    [modelProto.opsetImport, ml],
  );
}

/** An attribute that holds a graph, as a loop or a branch does. */
export function graphAttribute(name: string, nodes: readonly TestNode[]): Uint8Array {
  const graph = message(...nodes.map((node): [number, Part] => [graphProto.node, encodeNode(node)]));
  return message([attributeProto.name, name], [attributeProto.graph, graph]);
}

/** An attribute that holds texts. */
export function textsAttribute(name: string, texts: readonly string[]): Uint8Array {
  return message(
    [attributeProto.name, name],
    ...texts.map((text): [number, Part] => [attributeProto.strings, text]),
    [20, 8],
  );
}

/** A constant that says its values are in a file. */
export function externalConstant(name: string, path: string): Uint8Array {
  const entry = message([1, 'location'], [2, path]);
  return message(
    [tensorProto.dims, 1],
    [tensorProto.dataType, onnxTypes.float],
    [tensorProto.name, name],
    [tensorProto.externalData, entry],
    [tensorProto.dataLocation, 1],
  );
}

/** Bytes of a golden case's model. */
export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/onnx/${name}/model.onnx`, import.meta.url));
}

type Part = string | number | Uint8Array;

function message(...fields: readonly [number, Part][]): Uint8Array {
  const writer = new Writer();
  for (const [number, value] of fields) {
    if (typeof value === 'number') writer.uint32(number << 3).int64(value);
    else if (typeof value === 'string') writer.uint32((number << 3) | 2).string(value);
    else writer.uint32((number << 3) | 2).bytes(value);
  }
  return writer.finish();
}

function encodeNode({ op, inputs, outputs, name = '', domain = '', attributes = [] }: TestNode): Uint8Array {
  return message(
    ...inputs.map((input): [number, Part] => [nodeProto.input, input]),
    ...outputs.map((output): [number, Part] => [nodeProto.output, output]),
    [nodeProto.name, name],
    [nodeProto.opType, op],
    ...attributes.map((attribute): [number, Part] => [nodeProto.attribute, attribute]),
    [nodeProto.domain, domain],
  );
}

function valueInfo({ name, shape, type = onnxTypes.float }: TestTensor): Uint8Array {
  const dims = shape.map((size): [number, Part] => [1, size < 0 ? message([2, 'N']) : message([1, size])]);
  return message(
    [valueInfoProto.name, name],
    [valueInfoProto.type, message([1, message([1, type], [2, message(...dims)])])],
  );
}

function integers(name: string, values: readonly number[]): Uint8Array {
  return message(
    [tensorProto.dims, values.length],
    [tensorProto.dataType, onnxTypes.int64],
    ...values.map((value): [number, Part] => [tensorProto.int64Data, value]),
    [tensorProto.name, name],
  );
}
