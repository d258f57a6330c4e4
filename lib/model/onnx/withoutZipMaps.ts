import { Writer } from 'protobufjs/minimal.js';
import { ModelError } from '../errors.ts';
import { type OnnxGraph, type OnnxNode, readOnnxGraph } from './onnxGraph.ts';
import {
  attributeProto,
  graphProto,
  mlDomain,
  modelProto,
  nodeProto,
  operatorSetIdProto,
  valueInfoProto,
} from './onnxProto.ts';
import { fieldsOf, textOf, wireFields } from './wireFields.ts';

/** A model whose results are all tensors. */
export interface TensorsOnly {
  readonly graph: OnnxGraph;
  /** Class labels of the results that were maps, by the result's name. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

/**
 * Takes out ZipMap, which skl2onnx puts behind a classifier: it turns each record's probabilities into a map from class
 * label to number, and onnxruntime in JavaScript hands out tensors only. The tensor before it is passed on under the
 * same name, and the labels are read from the node.
 *
 * @throws ModelError MODEL_UNSUPPORTED when other nodes work with the maps
 */
export function withoutZipMaps(graph: OnnxGraph): TensorsOnly {
  const zipMaps = graph.nodes.filter(({ op, domain }) => op === 'ZipMap' && domain === mlDomain);
  if (zipMaps.length === 0) return { graph, labels: new Map() };
  const labels = new Map(zipMaps.map((node) => [node.outputs[0] ?? '', zipMapLabels(node)]));
  const consumer = graph.nodes.find(({ inputs }) => inputs.some((input) => labels.has(input)));
  if (consumer) {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `The ONNX model works on with the maps of ZipMap (node ${consumer.name}, ${consumer.op}).`,
    );
  }
  const bytes = rewriteModel(
    graph.bytes,
    new Map(zipMaps.map((node) => [node.raw.byteOffset, node])),
    labels,
  );
  return { graph: readOnnxGraph(bytes), labels };
}

function zipMapLabels({ attributes }: OnnxNode): string[] {
  return attributes.flatMap(labelsOfAttribute);
}

/** The values of a list of texts or integers, as text. */
export function labelsOfAttribute(attribute: Uint8Array): string[] {
  const texts = fieldsOf(attribute, attributeProto.strings).map((text) => Buffer.from(text).toString());
  return texts.length > 0 ? texts : fieldsOf(attribute, attributeProto.ints).flatMap(readVarints);
}

/** Signed integers of 64 bits, one or packed. */
export function readVarints(bytes: Uint8Array): string[] {
  const values: string[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte & 0x80) continue;
    values.push(String(BigInt.asIntN(64, value)));
    value = 0n;
    shift = 0n;
  }
  return values;
}

function rewriteModel(
  model: Uint8Array,
  zipMaps: ReadonlyMap<number, OnnxNode>,
  labels: ReadonlyMap<string, unknown>,
): Uint8Array {
  const writer = new RawWriter();
  let importsOnnx = false;
  for (const { number, value, raw } of wireFields(model)) {
    if (number === modelProto.graph) writer.message(number, rewriteGraph(value, zipMaps, labels));
    else writer.copy(raw);
    const domain = number === modelProto.opsetImport && textOf(value, operatorSetIdProto.domain);
    importsOnnx ||= domain === '' || domain === 'ai.onnx';
  }
  // Identity is of ai.onnx, which a model of ai.onnx.ml alone need not name.
  if (!importsOnnx) {
    writer.message(
      modelProto.opsetImport,
      new Writer()
        .uint32(operatorSetIdProto.version << 3)
        .uint32(13)
        .finish(),
    );
  }
  return writer.finish();
}

function rewriteGraph(
  graph: Uint8Array,
  zipMaps: ReadonlyMap<number, OnnxNode>,
  labels: ReadonlyMap<string, unknown>,
): Uint8Array {
  const writer = new RawWriter();
  for (const { number, value, raw } of wireFields(graph)) {
    const zipMap = number === graphProto.node && zipMaps.get(raw.byteOffset);
    const name = number === graphProto.output ? textOf(value, valueInfoProto.name) : '';
    if (zipMap) writer.message(number, identity(zipMap));
    else if (labels.has(name)) writer.message(number, floatTensor(name));
    else writer.copy(raw);
  }
  return writer.finish();
}

function identity({ inputs, outputs }: OnnxNode): Uint8Array {
  return new Writer()
    .uint32((nodeProto.input << 3) | 2)
    .string(inputs[0] ?? '')
    .uint32((nodeProto.output << 3) | 2)
    .string(outputs[0] ?? '')
    .uint32((nodeProto.opType << 3) | 2)
    .string('Identity')
    .finish();
}

/** ValueInfoProto of a tensor of floats whose shape is left to onnxruntime. */
function floatTensor(name: string): Uint8Array {
  const tensorOfFloats = [(1 << 3) | 2, 2, 1 << 3, 1];
  return new Writer()
    .uint32((valueInfoProto.name << 3) | 2)
    .string(name)
    .uint32((valueInfoProto.type << 3) | 2)
    .bytes(Uint8Array.from(tensorOfFloats))
    .finish();
}

/** Puts a message together from fields that are copied and fields that are new. */
class RawWriter {
  readonly #parts: Uint8Array[] = [];

  copy(raw: Uint8Array): void {
    this.#parts.push(raw);
  }

  message(field: number, content: Uint8Array): void {
    this.#parts.push(
      new Writer()
        .uint32((field << 3) | 2)
        .uint32(content.length)
        .finish(),
      content,
    );
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}
