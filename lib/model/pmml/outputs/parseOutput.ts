import { type DataType, dataTypes } from '../dataTypes.ts';
import { type OpType, opTypes } from '../fields/dataDictionary.ts';
import { type Expression, expressionElements, parseExpression } from '../transformations/expression.ts';
import { corrupt, ElementReader, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { parseRuleChoice, type RuleChoice, ruleFeatures } from './ruleChoice.ts';

export const features = [
  'predictedValue',
  'predictedDisplayValue',
  'transformedValue',
  'decision',
  'probability',
  'confidence',
  'residual',
  'entityId',
  'clusterId',
  'affinity',
  'clusterAffinity',
  'entityAffinity',
  'reasonCode',
  'ruleValue',
  ...ruleFeatures.filter((feature) => feature !== 'confidence' && feature !== 'affinity'),
] as const;

export type Feature = (typeof features)[number];

/** Output fields look each other up, and each goes through the classes or rules of its model. */
const maxFields = 10_000;

/** The features of which there are several, the first being the best. */
const ranked: ReadonlySet<Feature> = new Set(['entityId', 'affinity', 'reasonCode']);

/** A further result that is read off a prediction or computed from other results. */
export interface OutputField {
  readonly element: XmlElement;
  readonly name: string;
  readonly feature: Feature;
  readonly dataType: DataType | undefined;
  readonly opType: OpType;
  /** The class, cluster or – of a segment – output field that is meant; absent: the predicted one. */
  readonly value: string | undefined;
  /** Which of several is meant, from 1 on. */
  readonly rank: number;
  /** Which rules of an association model are meant. */
  readonly rules: RuleChoice;
  /** The segment whose prediction is read instead of the model's own. */
  readonly segmentId: string | undefined;
  readonly expression: Expression | undefined;
}

export function parseOutput(element: XmlElement | undefined): OutputField[] {
  if (element === undefined) return [];
  const reader = new ElementReader(element);
  const children = reader.children('OutputField');
  if (children.length > maxFields)
    throw unsupported(element, `with ${children.length} fields`, `At most ${maxFields} are.`);
  const fields = children.map(parseOutputField);
  reader.finish();
  return fields;
}

function parseOutputField(element: XmlElement): OutputField {
  const reader = new ElementReader(element).ignore('displayName', 'targetField', 'isFinalResult', '<Value>');
  const decisions = reader.child('Decisions');
  if (decisions !== undefined) parseDecisions(decisions);
  const expression = reader.child(...expressionElements);
  const feature = reader.choice(
    'feature',
    features,
    expression === undefined ? 'predictedValue' : 'transformedValue',
  );
  const segmentId = reader.text('segmentId');
  const computes = feature === 'transformedValue' || feature === 'decision';
  // Of a segment, the value that it has computed is taken.
  const needsExpression = computes && segmentId === undefined;
  if (needsExpression !== (expression !== undefined))
    throw corrupt(element, `feature="${feature}" ${needsExpression ? 'needs' : 'takes no'} expression`);
  if (computes && segmentId !== undefined) reader.requiredText('value');
  const rules = parseRuleChoice(reader, feature);
  const rank = reader.number('rank') ?? 1;
  if (!Number.isInteger(rank) || rank < (rules.multiple ? 0 : 1))
    throw corrupt(element, `rank="${rank}" is not a place in a ranking`);
  if (rank !== 1 && rules.feature === undefined && !ranked.has(feature))
    throw unsupported(element, `rank="${rank}" of a ${feature}`);
  const field: OutputField = {
    element,
    name: reader.requiredText('name'),
    feature,
    dataType: reader.text('dataType') === undefined ? undefined : reader.choice('dataType', dataTypes),
    opType: reader.choice('optype', opTypes, 'continuous'),
    value: reader.text('value'),
    rank,
    rules,
    segmentId,
    expression: expression === undefined ? undefined : parseExpression(expression),
  };
  reader.finish();
  return field;
}

/** Decisions describe the values that the expression can have; nothing is computed from them. */
function parseDecisions(element: XmlElement): void {
  const reader = new ElementReader(element).ignore('businessProblem', 'description', '<Decision>');
  reader.finish();
}
