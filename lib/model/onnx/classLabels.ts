import type { OnnxGraph } from './onnxGraph.ts';
import { attributeProto, tensorProto } from './onnxProto.ts';
import { fieldsOf, textOf } from './wireFields.ts';
import { labelsOfAttribute, readVarints } from './withoutZipMaps.ts';

const labelAttributes = ['classlabels_strings', 'classlabels_ints', 'classlabels_int64s'];
const int32 = 6;
const int64 = 7;
const string = 8;

/**
 * The class labels that a model knows, in the order of its probabilities: a classifier of ai.onnx.ml names them; for
 * classifiers made of other operations skl2onnx looks the label up in a constant with ArrayFeatureExtractor. Undefined
 * where the model says none, or several lists.
 */
export function classLabels(graph: OnnxGraph): readonly string[] | undefined {
  const lists = graph.nodes.flatMap(({ op, attributes, inputs }) => {
    if (op === 'ArrayFeatureExtractor') return [constantLabels(graph, inputs[0] ?? '')];
    return attributes
      .filter((attribute) => labelAttributes.includes(textOf(attribute, attributeProto.name)))
      .map(labelsOfAttribute);
  });
  const distinct = new Map(
    lists.filter((list) => list.length > 1).map((list) => [JSON.stringify(list), list]),
  );
  return distinct.size === 1 ? [...distinct.values()][0] : undefined;
}

function constantLabels(graph: OnnxGraph, name: string): string[] {
  const tensor = graph.initializers.find((each) => textOf(each, tensorProto.name) === name);
  if (!tensor) return [];
  const [type = 0] = fieldsOf(tensor, tensorProto.dataType).map((bytes) => bytes[0]);
  const raw = fieldsOf(tensor, tensorProto.rawData)[0];
  if (type === string) {
    return fieldsOf(tensor, tensorProto.stringData).map((text) => Buffer.from(text).toString());
  }
  if (type === int64) {
    return raw ? integers(raw, 8) : fieldsOf(tensor, tensorProto.int64Data).flatMap(readVarints);
  }
  if (type !== int32) return [];
  return raw ? integers(raw, 4) : fieldsOf(tensor, tensorProto.int32Data).flatMap(readVarints);
}

function integers(raw: Uint8Array, width: 4 | 8): string[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: Math.floor(raw.length / width) }, (_, i) =>
    String(width === 8 ? view.getBigInt64(i * 8, true) : view.getInt32(i * 4, true)),
  );
}
