import { type DataType, formatValue, type PmmlValue, parseValue } from '../dataTypes.ts';
import type { Prediction } from '../prediction.ts';
import type { OutputTarget } from './compileOutput.ts';

/** The name of a predicted value: a cluster's own, what the Target or the DataDictionary calls it, or the value itself. */
export function displayValue(
  { field, target }: OutputTarget,
  type: DataType,
): (prediction: Prediction) => string | undefined {
  const names = new Map<PmmlValue | undefined, string>(
    field === undefined || field.opType === 'continuous' ? [] : field.displayNames,
  );
  for (const { value, displayValue: name } of target?.values ?? []) {
    if (value !== undefined && name !== undefined) names.set(parseValue(type, value), name);
  }
  return ({ value, displayName }) => {
    if (value === undefined) return undefined;
    if (displayName !== undefined) return displayName ?? undefined;
    return names.get(value) ?? formatValue(type, value);
  };
}
