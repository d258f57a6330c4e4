import { corrupt, ElementReader, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { type OpType, opTypes } from './dataDictionary.ts';

/** How a model uses a field, and what it does with values that are missing, invalid or extreme. */
export interface MiningField {
  readonly name: string;
  readonly usage: 'active' | 'supplementary' | 'target' | 'group' | 'ignored';
  readonly opType: OpType | undefined;
  readonly outliers: 'asIs' | 'asMissingValues' | 'asExtremeValues';
  readonly lowValue: number;
  readonly highValue: number;
  readonly missingReplacement: string | undefined;
  readonly missingIsInvalid: boolean;
  readonly invalidTreatment: 'returnInvalid' | 'asIs' | 'asMissing' | 'asValue';
  readonly invalidReplacement: string | undefined;
}

const missingTreatments = ['asIs', 'asMean', 'asMode', 'asMedian', 'asValue', 'returnInvalid'] as const;
const usages = {
  active: 'active',
  supplementary: 'supplementary',
  target: 'target',
  predicted: 'target',
  group: 'group',
  order: 'ignored',
  frequencyWeight: 'ignored',
  analysisWeight: 'ignored',
} as const;

export function parseMiningSchema(element: XmlElement): Map<string, MiningField> {
  const reader = new ElementReader(element);
  const fields = new Map<string, MiningField>();
  for (const child of reader.children('MiningField')) {
    const field = parseMiningField(child);
    if (fields.has(field.name)) throw corrupt(child, `the field "${field.name}" is listed twice`);
    fields.set(field.name, field);
  }
  reader.finish();
  return fields;
}

function parseMiningField(element: XmlElement): MiningField {
  const reader = new ElementReader(element).ignore('importance');
  const usage = usages[reader.choice('usageType', Object.keys(usages) as (keyof typeof usages)[], 'active')];
  const optype = reader.text('optype');
  const outliers = reader.choice('outliers', ['asIs', 'asMissingValues', 'asExtremeValues'], 'asIs');
  const lowValue = reader.number('lowValue');
  const highValue = reader.number('highValue');
  if (outliers !== 'asIs' && lowValue === undefined && highValue === undefined) {
    throw corrupt(element, `outliers="${outliers}" needs lowValue or highValue`);
  }
  const invalidTreatment = reader.choice(
    'invalidValueTreatment',
    ['returnInvalid', 'asIs', 'asMissing', 'asValue'],
    'returnInvalid',
  );
  const invalidReplacement = reader.text('invalidValueReplacement');
  if (invalidTreatment === 'asValue' && invalidReplacement === undefined) {
    throw corrupt(element, 'invalidValueTreatment="asValue" needs an invalidValueReplacement');
  }
  const field: MiningField = {
    name: reader.requiredText('name'),
    usage,
    opType: opTypes.find((known) => known === optype),
    outliers,
    lowValue: lowValue ?? Number.NEGATIVE_INFINITY,
    highValue: highValue ?? Number.POSITIVE_INFINITY,
    missingReplacement: reader.text('missingValueReplacement'),
    missingIsInvalid: reader.choice('missingValueTreatment', missingTreatments, 'asIs') === 'returnInvalid',
    invalidTreatment,
    invalidReplacement,
  };
  if (optype !== undefined && field.opType === undefined) throw unsupported(element, `optype="${optype}"`);
  reader.finish();
  return field;
}
