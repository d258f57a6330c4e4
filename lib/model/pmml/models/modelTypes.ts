import { ElementReader, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { miningModel } from './mining/miningModel.ts';
import { type ModelContext, type ModelFrame, parseModelFrame, type Scorer } from './model.ts';
import { neuralNetwork } from './neuralNetwork/neuralNetwork.ts';
import { regressionModel } from './regression/regressionModel.ts';
import { treeModel } from './tree/treeModel.ts';

/** A kind of model: how its element is read, and how what was read is compiled. */
export interface ModelType<Content> {
  parse(reader: ElementReader, frame: ModelFrame): Content;
  compile(content: Content, context: ModelContext): Scorer;
}

/** A model of any kind, read and not yet compiled. */
export interface PmmlModel {
  readonly element: string;
  readonly frame: ModelFrame;
  compile(context: ModelContext): Scorer;
}

/** The kinds of models that are supported. A further kind is a file and a row. */
const modelTypes: Readonly<Record<string, (reader: ElementReader) => PmmlModel>> = {
  MiningModel: (reader) => read(reader, miningModel),
  NeuralNetwork: (reader) => read(reader, neuralNetwork),
  RegressionModel: (reader) => read(reader, regressionModel),
  TreeModel: (reader) => read(reader, treeModel),
};

/** All kinds of models that PMML 4.4 knows. */
export const modelElements: readonly string[] = [
  'AnomalyDetectionModel',
  'AssociationModel',
  'BaselineModel',
  'BayesianNetworkModel',
  'ClusteringModel',
  'GaussianProcessModel',
  'GeneralRegressionModel',
  'MiningModel',
  'NaiveBayesModel',
  'NearestNeighborModel',
  'NeuralNetwork',
  'RegressionModel',
  'RuleSetModel',
  'Scorecard',
  'SequenceModel',
  'SupportVectorMachineModel',
  'TextModel',
  'TimeSeriesModel',
  'TreeModel',
];

/** @throws ModelError MODEL_UNSUPPORTED for a kind without a row in the table */
export function parseModel(element: XmlElement): PmmlModel {
  if (!Object.hasOwn(modelTypes, element.name)) {
    throw unsupported(element, undefined, `Supported are: ${Object.keys(modelTypes).join(', ')}.`);
  }
  return (modelTypes[element.name] as (reader: ElementReader) => PmmlModel)(new ElementReader(element));
}

function read<Content>(reader: ElementReader, type: ModelType<Content>): PmmlModel {
  const frame = parseModelFrame(reader);
  const content = type.parse(reader, frame);
  reader.finish();
  return { element: reader.element.name, frame, compile: (context) => type.compile(content, context) };
}
