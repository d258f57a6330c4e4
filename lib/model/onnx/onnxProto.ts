/**
 * Numbers of the fields of ONNX's messages (onnx/onnx.proto), of those that are looked at here. onnxruntime reads the
 * whole model itself.
 */
export const modelProto = { graph: 7, opsetImport: 8, functions: 25 } as const;
export const operatorSetIdProto = { domain: 1, version: 2 } as const;
export const graphProto = { node: 1, initializer: 5, output: 12, sparseInitializer: 15 } as const;
export const functionProto = { node: 7 } as const;
export const nodeProto = {
  input: 1,
  output: 2,
  name: 3,
  opType: 4,
  attribute: 5,
  domain: 7,
} as const;
export const attributeProto = {
  name: 1,
  tensor: 5,
  graph: 6,
  ints: 8,
  strings: 9,
  tensors: 10,
  graphs: 11,
  sparseTensor: 22,
  sparseTensors: 23,
} as const;
export const tensorProto = {
  dims: 1,
  dataType: 2,
  int32Data: 5,
  stringData: 6,
  int64Data: 7,
  name: 8,
  rawData: 9,
  externalData: 13,
  dataLocation: 14,
} as const;
export const sparseTensorProto = { values: 1, indices: 2 } as const;
export const valueInfoProto = { name: 1, type: 2 } as const;

/** Of ai.onnx.ml, the operators of classical machine learning; "" is ai.onnx. */
export const mlDomain = 'ai.onnx.ml';
