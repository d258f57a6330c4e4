import { type DataType, dataTypes, isHeldAsNumber, type PmmlValue, parseValue } from '../dataTypes.ts';
import { corrupt, ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { type Interval, parseInterval } from './interval.ts';

export const opTypes = ['continuous', 'categorical', 'ordinal'] as const;
export type OpType = (typeof opTypes)[number];

/** A field of the records that a model was trained on, and which of its values are valid. */
export interface DataField {
  readonly name: string;
  readonly dataType: DataType;
  readonly opType: OpType;
  readonly displayName: string | undefined;
  readonly intervals: readonly Interval[];
  /** The listed valid values in order; empty when any value is valid. */
  readonly validValues: readonly PmmlValue[];
  /** What values are called, where that is not the value itself. */
  readonly displayNames: ReadonlyMap<PmmlValue, string>;
  readonly invalidValues: readonly PmmlValue[];
  /** As written: they need not be values of the field's type (`N/A` in a numeric field). */
  readonly missingTexts: readonly string[];
}

export function parseDataDictionary(element: XmlElement): Map<string, DataField> {
  const reader = new ElementReader(element).ignore('numberOfFields', '<Taxonomy>');
  const fields = new Map<string, DataField>();
  for (const child of reader.children('DataField')) {
    const field = parseDataField(child);
    if (fields.has(field.name)) throw corrupt(child, `the field "${field.name}" is declared twice`);
    fields.set(field.name, field);
  }
  reader.finish();
  return fields;
}

function parseDataField(element: XmlElement): DataField {
  const reader = new ElementReader(element);
  const name = reader.requiredText('name');
  const dataType = reader.choice('dataType', dataTypes);
  const opType = reader.choice('optype', opTypes);
  reader.choice('isCyclic', ['0'], '0');
  reader.ignore('taxonomy');

  const validValues: PmmlValue[] = [];
  const invalidValues: PmmlValue[] = [];
  const missingTexts: string[] = [];
  const displayNames = new Map<PmmlValue, string>();
  for (const child of reader.children('Value')) {
    const value = new ElementReader(child);
    const text = value.requiredText('value');
    const property = value.choice('property', ['valid', 'invalid', 'missing'], 'valid');
    const displayValue = value.text('displayValue');
    value.finish();
    if (property === 'missing') {
      missingTexts.push(text);
      continue;
    }
    const typed = parseValue(dataType, text);
    if (typed === undefined) throw corrupt(child, `"${text}" is not of type ${dataType}`);
    if (displayValue !== undefined) displayNames.set(typed, displayValue);
    (property === 'valid' ? validValues : invalidValues).push(typed);
  }
  const intervals = reader.children('Interval').map(parseInterval);
  if (intervals.length > 0 && !isHeldAsNumber(dataType)) {
    throw corrupt(element, `a field of type ${dataType} cannot have intervals`);
  }
  const displayName = reader.text('displayName');
  reader.finish();
  return {
    name,
    dataType,
    opType,
    displayName,
    intervals,
    validValues,
    displayNames,
    invalidValues,
    missingTexts,
  };
}
