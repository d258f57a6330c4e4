import { castFrom } from '../../castValue.ts';
import type { PmmlValue } from '../../dataTypes.ts';
import { median } from '../../functions/arithmetic.ts';
import { corrupt, unsupported } from '../../xml/elementReader.ts';
import { requiredCell } from '../../xml/parseInlineTable.ts';
import type { ModelContext } from '../model.ts';
import { columnReader } from './compileInputs.ts';
import type { NearestNeighbor } from './nearestNeighbor.ts';
import { compileVote } from './vote.ts';

/** What the nearest training records say of the target. */
export interface TargetColumn {
  /** For a categorical target. */
  readonly labels?: readonly PmmlValue[];
  /** @param nearest the places of the neighbours, the nearest first; @param distances of all training records */
  combine(nearest: Int32Array, distances: Float64Array): PmmlValue;
}

export function compileTargetColumn(model: NearestNeighbor, context: ModelContext): TargetColumn {
  const { element, instances, miningSchema } = model;
  const { target } = context;
  if (target === undefined) throw corrupt(element, 'it has no target');
  const column = instances.columns.get(target.name);
  if (column === undefined) throw corrupt(element, `its training records have no "${target.name}"`);
  const read = columnReader(target.name, model, context);
  const values = instances.rows.map((row, index) => {
    const value = read(requiredCell(row, column, instances.element));
    if (value !== undefined) return value;
    throw corrupt(element, `training record ${index + 1} has no value of "${target.name}"`);
  });
  const opType = miningSchema.get(target.name)?.opType ?? target.opType;
  if (opType === 'ordinal') throw unsupported(element, `optype="ordinal" of its target`);
  return opType === 'continuous' ? compileNumbers(model, values, context) : compileVote(model, values);
}

function compileNumbers(
  model: NearestNeighbor,
  values: readonly PmmlValue[],
  { targetType }: ModelContext,
): TargetColumn {
  const numbers = Float64Array.from(values, Number);
  const combine = combinations[model.continuous];
  const cast = castFrom('double', targetType);
  const { threshold } = model;
  return {
    combine: (nearest, distances) => cast(combine(numbers, nearest, distances, threshold)),
  };
}

type Combine = (
  numbers: Float64Array,
  nearest: Int32Array,
  distances: Float64Array,
  threshold: number,
) => number;

const combinations: Readonly<Record<NearestNeighbor['continuous'], Combine>> = {
  average: (numbers, nearest) => {
    let sum = 0;
    for (const place of nearest) sum += numbers[place] as number;
    return sum / nearest.length;
  },
  weightedAverage: (numbers, nearest, distances, threshold) => {
    let sum = 0;
    let total = 0;
    for (const place of nearest) {
      const weight = 1 / ((distances[place] as number) + threshold);
      sum += weight * (numbers[place] as number);
      total += weight;
    }
    return sum / total;
  },
  median: (numbers, nearest) => median(Array.from(nearest, (place) => numbers[place] as number)),
};
