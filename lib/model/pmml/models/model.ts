import type { DataType, PmmlValue } from '../dataTypes.ts';
import type { DataField } from '../fields/dataDictionary.ts';
import { type MiningField, parseMiningSchema } from '../fields/miningSchema.ts';
import { type OutputField, parseOutput } from '../outputs/parseOutput.ts';
import type { Prediction } from '../prediction.ts';
import type { Frame } from '../program.ts';
import type { Scope } from '../scope.ts';
import { parseTargets, type Target } from '../targets/parseTargets.ts';
import { parseTransformations, type Transformations } from '../transformations/parseTransformations.ts';
import { parseVerification, type Verification } from '../verification/parseVerification.ts';
import { type ElementReader, unsupported } from '../xml/elementReader.ts';
import type { RuleBook } from './association/ruleBook.ts';
import type { Surroundings } from './compileModel.ts';

/** What a model is asked for: PMML's functionName. */
export type FunctionName = 'classification' | 'regression' | 'clustering' | 'associationRules' | 'mixed';

/** What predictions can carry besides the value, for output fields to read. */
export type PredictionPart = 'probability' | 'confidence' | 'entityId' | 'affinity' | 'reasonCode' | 'rule';

/** What all kinds of models have in common. */
export interface ModelFrame {
  readonly functionName: FunctionName;
  /** Whether the model computes in 32 bits, as boosted trees of XGBoost do. */
  readonly isSingle: boolean;
  readonly miningSchema: ReadonlyMap<string, MiningField>;
  readonly transformations: Transformations;
  readonly targets: readonly Target[];
  readonly output: readonly OutputField[];
  readonly verification: Verification | undefined;
}

/** What a kind of model compiles into. */
export interface Scorer {
  predict(frame: Frame): Prediction;
  /** What its predictions carry; an output field that asks for anything else is refused. */
  readonly gives: readonly PredictionPart[];
  /** The labels of the distributions that it predicts, in the same order in all of them. */
  readonly labels?: readonly PmmlValue[];
  /** The rules of an association model. */
  readonly rules?: RuleBook;
  /** Where the model's output fields look names up, when that is not the model's own scope. */
  readonly outputScope?: Scope;
  /** The segments whose results are this model's results too, for the record just scored. */
  selected?(): readonly CompiledModel[];
  /** Whether the targets of these segments are results besides each other. */
  readonly hasSeveralTargets?: boolean;
  /** The id of the one segment that is selected. */
  selectedId?(): string | undefined;
  /** The segment of that id. */
  segment?(id: string): CompiledModel | undefined;
}

/** An output field, ready to compute. */
export interface CompiledOutput {
  readonly name: string;
  readonly dataType: DataType;
  evaluate(frame: Frame): PmmlValue | readonly PmmlValue[] | undefined;
}

/** A model within its document: scorer, targets and output fields. */
export interface CompiledModel {
  readonly functionName: ModelFrame['functionName'];
  readonly targetField: string | undefined;
  readonly targetType: DataType;
  readonly outputs: readonly CompiledOutput[];
  readonly scorer: Scorer;
  /** Scores the frame's record and, where somebody reads it, keeps the prediction in the frame. */
  predict(frame: Frame): Prediction;
  /** The prediction kept for the frame's record. */
  last(frame: Frame): Prediction;
}

/** What compiling a kind of model works with. */
export interface ModelContext {
  readonly scope: Scope;
  readonly functionName: ModelFrame['functionName'];
  readonly isSingle: boolean;
  readonly target: DataField | undefined;
  readonly targetType: DataType;
  /** Whether an output field asks for the prediction of a segment. */
  readonly keepsSegments: boolean;
  /** What models within this one stand in as well. */
  readonly surroundings: Pick<Surroundings, 'dataDictionary' | 'dictionary'>;
}

export function parseModelFrame(reader: ElementReader, functions: readonly FunctionName[]): ModelFrame {
  reader.ignore('modelName', 'algorithmName');
  if (!reader.flag('isScorable', true)) throw unsupported(reader.element, 'isScorable="false"');
  return {
    functionName: reader.choice('functionName', functions),
    isSingle: reader.choice('x-mathContext', ['double', 'float'], 'double') === 'float',
    miningSchema: parseMiningSchema(reader.requiredChild('MiningSchema')),
    transformations: parseTransformations(reader.child('LocalTransformations')),
    targets: parseTargets(reader.child('Targets')),
    output: parseOutput(reader.child('Output')),
    verification: parseVerification(reader.child('ModelVerification')),
  };
}
