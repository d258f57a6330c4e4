import { type DataType, dataTypes } from '../dataTypes.ts';
import { type OpType, opTypes } from '../fields/dataDictionary.ts';
import { type Expression, expressionElements, parseExpression } from '../transformations/expression.ts';
import { corrupt, ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

const features = [
  'predictedValue',
  'predictedDisplayValue',
  'transformedValue',
  'decision',
  'probability',
  'confidence',
  'entityId',
] as const;

/** A further result that is read off a prediction or computed from other results. */
export interface OutputField {
  readonly name: string;
  readonly feature: (typeof features)[number];
  readonly dataType: DataType | undefined;
  readonly opType: OpType;
  /** The class that a probability or confidence is of; absent: the predicted one. */
  readonly value: string | undefined;
  /** The segment whose prediction is read instead of the model's own. */
  readonly segmentId: string | undefined;
  readonly expression: Expression | undefined;
}

export function parseOutput(element: XmlElement | undefined): OutputField[] {
  if (element === undefined) return [];
  const reader = new ElementReader(element);
  const fields = reader.children('OutputField').map(parseOutputField);
  reader.finish();
  return fields;
}

function parseOutputField(element: XmlElement): OutputField {
  const reader = new ElementReader(element).ignore('displayName', 'targetField', 'isFinalResult', '<Value>');
  reader.choice('rank', ['1'], '1');
  const decisions = reader.child('Decisions');
  if (decisions !== undefined) parseDecisions(decisions);
  const expression = reader.child(...expressionElements);
  const feature = reader.choice(
    'feature',
    features,
    expression === undefined ? 'predictedValue' : 'transformedValue',
  );
  const needsExpression = feature === 'transformedValue' || feature === 'decision';
  if (needsExpression !== (expression !== undefined)) {
    throw corrupt(element, `feature="${feature}" ${needsExpression ? 'needs' : 'takes no'} expression`);
  }
  const field: OutputField = {
    name: reader.requiredText('name'),
    feature,
    dataType: reader.text('dataType') === undefined ? undefined : reader.choice('dataType', dataTypes),
    opType: reader.choice('optype', opTypes, 'continuous'),
    value: reader.text('value'),
    segmentId: reader.text('segmentId'),
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
