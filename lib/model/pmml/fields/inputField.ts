import { ModelError } from '../../errors.ts';
import {
  type DataType,
  isHeldAsNumber,
  isInteger,
  isNumeric,
  type PmmlValue,
  parseValue,
} from '../dataTypes.ts';
import type { DataField } from './dataDictionary.ts';
import { isWithin } from './interval.ts';
import type { MiningField } from './miningSchema.ts';

/** Turns what a record holds into a field's value: `undefined` when it is missing; throws RECORD_INVALID. */
export type Prepare = (raw: unknown) => PmmlValue | undefined;

/**
 * The treatment of an input field, in PMML's order: missing, then type, then valid values and intervals, then
 * outliers. NaN is a number that is never valid.
 */
export function compileInput(data: DataField, mining: MiningField): Prepare {
  const missing = treatMissing(data.name, data.dataType, mining);
  const replaced =
    mining.missingReplacement === undefined ? missing : replaceMissing(data.name, data.dataType, mining);
  const invalid = treatInvalid(data, mining, replaced);
  const outlier = treatOutlier(mining, replaced);
  const isValid = validity(data);
  const { dataType } = data;
  const missingTexts = new Set(data.missingTexts);
  const missingValues = new Set(data.missingTexts.map((text) => parseValue(dataType, text)));
  missingValues.delete(undefined);

  const treat: Prepare = (raw) => {
    if (raw === undefined || raw === null) return missing();
    if (typeof raw === 'string' && missingTexts.has(raw)) return missing();
    const value = typed(dataType, raw);
    if (value === undefined) return invalid(raw, undefined);
    if (missingValues.has(value)) return missing();
    return isValid(value) ? outlier(value) : invalid(raw, value);
  };
  const plain =
    dataType === 'double' &&
    mining.outliers === 'asIs' &&
    data.intervals.length + data.validValues.length + data.invalidValues.length + data.missingTexts.length ===
      0;
  if (!plain) return treat;
  // Most fields of most models: any number will do. Only NaN is not equal to itself.
  // biome-ignore lint/suspicious/noSelfCompare: the fastest test for NaN
  return (raw) => (typeof raw === 'number' && raw === raw ? raw : treat(raw));
}

/**
 * The treatment that a segment's MiningSchema adds to a value its parent has prepared; `undefined` when it adds none.
 * A value that is not valid, and was let through, is looked at again only where there is something to treat.
 *
 * @param data where the field is one of the DataDictionary
 */
export function compileInherited(
  { name, dataType: type }: Pick<DataField, 'name' | 'dataType'>,
  mining: MiningField,
  data: DataField | undefined,
): Prepare | undefined {
  const treatsInvalid = mining.invalidTreatment === 'asMissing' || mining.invalidTreatment === 'asValue';
  if (
    mining.missingReplacement === undefined &&
    !mining.missingIsInvalid &&
    mining.outliers === 'asIs' &&
    !treatsInvalid
  )
    return undefined;
  if (data !== undefined) return compileInput(data, mining);
  const missing = treatMissing(name, type, mining);
  const outlier = treatOutlier(mining, missing);
  return (value) => (value === undefined ? missing() : outlier(value as PmmlValue));
}

/** A raw value as a value of the type, `undefined` when it is none. */
function typed(type: DataType, raw: unknown): PmmlValue | undefined {
  if (typeof raw === 'string') return parseValue(type, raw);
  if (typeof raw === 'number') {
    if (type === 'double') return raw;
    if (type === 'float') return Math.fround(raw);
    if (type === 'integer') return isInteger(raw) ? raw : undefined;
    if (type === 'string') return String(raw);
    if (type === 'boolean') return raw === 1 ? true : raw === 0 ? false : undefined;
    return raw;
  }
  if (typeof raw === 'boolean') {
    if (type === 'boolean') return raw;
    if (isNumeric(type)) return Number(raw);
    return type === 'string' ? String(raw) : undefined;
  }
  return undefined;
}

/** Whether a value of the field's type is valid. */
export function validity(data: DataField): (value: PmmlValue) => boolean {
  const valid = new Set(data.validValues);
  const invalid = new Set(data.invalidValues);
  const { intervals } = data;
  const numeric = isHeldAsNumber(data.dataType);
  const listed = valid.size > 0;
  return (value) => {
    if (invalid.has(value) || (numeric && Number.isNaN(value))) return false;
    if (!listed && intervals.length === 0) return true;
    if (valid.has(value)) return true;
    return numeric && intervals.some((interval) => isWithin(interval, value as number));
  };
}

function treatMissing(name: string, type: DataType, mining: MiningField): () => PmmlValue | undefined {
  if (mining.missingIsInvalid) {
    return () => {
      throw new ModelError('RECORD_INVALID', `The field "${name}" is missing, and the model needs it.`);
    };
  }
  return replaceMissing(name, type, mining);
}

/** What takes the place of a missing value, also of one that was there and is treated as missing. */
function replaceMissing(name: string, type: DataType, mining: MiningField): () => PmmlValue | undefined {
  if (mining.missingReplacement === undefined) return () => undefined;
  const replacement = constantOf(name, type, 'missingValueReplacement', mining.missingReplacement);
  return () => replacement;
}

function treatInvalid(
  data: DataField,
  mining: MiningField,
  missing: () => PmmlValue | undefined,
): (raw: unknown, value: PmmlValue | undefined) => PmmlValue | undefined {
  const refuse = (raw: unknown): never => {
    throw new ModelError(
      'RECORD_INVALID',
      `The field "${data.name}" has the value ${shown(raw)}: ${expectation(data)}.`,
    );
  };
  switch (mining.invalidTreatment) {
    case 'returnInvalid':
      return refuse;
    case 'asIs':
      return (raw, value) => value ?? refuse(raw);
    case 'asMissing':
      return missing;
    case 'asValue': {
      const text = mining.invalidReplacement as string;
      const replacement = constantOf(data.name, data.dataType, 'invalidValueReplacement', text);
      return () => replacement;
    }
  }
}

function treatOutlier(
  mining: MiningField,
  missing: () => PmmlValue | undefined,
): (value: PmmlValue) => PmmlValue | undefined {
  const { lowValue, highValue } = mining;
  switch (mining.outliers) {
    case 'asIs':
      return (value) => value;
    case 'asMissingValues':
      return (value) => (Number(value) < lowValue || Number(value) > highValue ? missing() : value);
    case 'asExtremeValues':
      return (value) => Math.min(Math.max(Number(value), lowValue), highValue);
  }
}

function constantOf(name: string, type: DataType, attribute: string, text: string): PmmlValue {
  const value = parseValue(type, text);
  if (value !== undefined) return value;
  throw new ModelError(
    'MODEL_CORRUPT',
    `The PMML field "${name}" has ${attribute}="${text}", which is not of type ${type}.`,
  );
}

function expectation(data: DataField): string {
  if (data.validValues.length > 0)
    return `expected one of ${data.validValues.slice(0, 20).map(shown).join(', ')}`;
  if (data.intervals.length > 0) return `expected a ${data.dataType} within the intervals of the model`;
  return `expected a valid ${data.dataType}`;
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? JSON.stringify(value) : String(value)).slice(0, 80);
}
