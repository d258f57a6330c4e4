import { ElementReader, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { associationModel } from './association/associationModel.ts';
import { clusteringModel } from './clustering/clusteringModel.ts';
import { generalRegression } from './generalRegression/generalRegression.ts';
import { miningModel } from './mining/miningModel.ts';
import {
  type FunctionName,
  type ModelContext,
  type ModelFrame,
  parseModelFrame,
  type Scorer,
} from './model.ts';
import { naiveBayes } from './naiveBayes/naiveBayes.ts';
import { nearestNeighbor } from './nearestNeighbor/nearestNeighbor.ts';
import { neuralNetwork } from './neuralNetwork/neuralNetwork.ts';
import { regressionModel } from './regression/regressionModel.ts';
import { ruleSetModel } from './ruleSet/ruleSetModel.ts';
import { scorecard } from './scorecard/scorecard.ts';
import { supportVectorMachine } from './supportVectorMachine/supportVectorMachine.ts';
import { treeModel } from './tree/treeModel.ts';

/** A kind of model: how its element is read, and how what was read is compiled. */
export interface ModelType<Content> {
  /** What the kind of model can be asked for. */
  readonly functions: readonly FunctionName[];
  parse(reader: ElementReader, frame: ModelFrame): Content;
  /** Whether it can compute in 32 bits; without it, it cannot. */
  readonly computesSingle?: boolean;
  /** Whether the model can have several targets; without it, it cannot. */
  hasSeveralTargets?(content: Content): boolean;
  compile(content: Content, context: ModelContext): Scorer;
}

/** A model of any kind, read and not yet compiled. */
export interface PmmlModel {
  readonly element: XmlElement;
  readonly frame: ModelFrame;
  readonly hasSeveralTargets: boolean;
  compile(context: ModelContext): Scorer;
}

interface SupportedModel {
  /** PMML's functionName, what it can be. */
  readonly functions: readonly FunctionName[];
  read(element: XmlElement): PmmlModel;
}

/** The kinds of models that are supported. A further kind is a folder and a row. */
export const supportedModels: Readonly<Record<string, SupportedModel>> = {
  AssociationModel: supported(associationModel),
  ClusteringModel: supported(clusteringModel),
  GeneralRegressionModel: supported(generalRegression),
  MiningModel: supported(miningModel),
  NaiveBayesModel: supported(naiveBayes),
  NearestNeighborModel: supported(nearestNeighbor),
  NeuralNetwork: supported(neuralNetwork),
  RegressionModel: supported(regressionModel),
  RuleSetModel: supported(ruleSetModel),
  Scorecard: supported(scorecard),
  SupportVectorMachineModel: supported(supportVectorMachine),
  TreeModel: supported(treeModel),
};

function supported<Content>(type: ModelType<Content>): SupportedModel {
  return { functions: type.functions, read: (element) => read(new ElementReader(element), type) };
}

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
  if (!Object.hasOwn(supportedModels, element.name)) {
    throw unsupported(element, undefined, `Supported are: ${Object.keys(supportedModels).join(', ')}.`);
  }
  return (supportedModels[element.name] as SupportedModel).read(element);
}

function read<Content>(reader: ElementReader, type: ModelType<Content>): PmmlModel {
  const frame = parseModelFrame(reader, type.functions);
  if (frame.isSingle && !type.computesSingle) throw unsupported(reader.element, 'x-mathContext="float"');
  const content = type.parse(reader, frame);
  reader.finish();
  return {
    element: reader.element,
    frame,
    hasSeveralTargets: type.hasSeveralTargets?.(content) ?? false,
    compile: (context) => type.compile(content, context),
  };
}
