export { tarOfDirectory } from './archive/tarOfDirectory.ts';
export { ModelError, type ModelErrorCode, modelErrors } from './errors.ts';
export type {
  FeatureRecord,
  FieldValue,
  Model,
  ModelFactory,
  RecordField,
  RecordSchema,
  Score,
  ScoreOutcome,
} from './model.ts';
export { createModelFactory, type ModelFactoryOptions } from './modelFactory.ts';
export { initOnnx, type OnnxEngine, type OnnxInfo } from './onnx/runtime.ts';
export {
  createPmmlModel,
  type PmmlDocument,
  PmmlEvaluator,
  type PmmlResult,
  parsePmml,
} from './pmml/index.ts';
export { initTensorflow, type TensorflowEngine, type TensorflowInfo } from './tensorflow/runtime.ts';
