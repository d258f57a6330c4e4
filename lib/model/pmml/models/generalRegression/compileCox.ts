import type { PmmlValue } from '../../dataTypes.ts';
import { requireValue } from '../../fields/requireValue.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import { noPrediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { corrupt } from '../../xml/elementReader.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { compileSource } from './compileMean.ts';
import { compileWhole } from './compilePredictor.ts';
import type { GeneralRegression } from './generalRegression.ts';
import type { HazardTable, HazardTables } from './parseHazard.ts';

/**
 * Cox regression: the cumulative hazard at the record's time, H₀(t)·exp(r − s), where s is the predictor of the
 * reference points. Missing beyond the last time of the table, 0 before its first.
 */
export function compileCox(model: GeneralRegression, { scope }: ModelContext): Scorer {
  const { hazard } = model;
  if (hazard === undefined)
    throw corrupt(model.element, 'modelType="CoxRegression" needs BaseCumHazardTables');
  const { coefficients, referencePoints } = model.parameters;
  const reference = coefficients.reduce(
    (sum, { parameter, beta }) => sum + beta * (referencePoints.get(parameter) ?? 0),
    0,
  );
  const predictor = compileWhole(model, scope);
  const tableOf = compileTables(hazard, scope);
  const timeOf = compileSource({ field: hazard.timeField }, 0, scope);
  return {
    gives: [],
    predict: (frame) => {
      const table = tableOf(frame);
      if (table === undefined) return noPrediction;
      const time = timeOf(frame);
      if (time > table.maxTime) return noPrediction;
      const base = cumulativeHazard(table, time);
      if (base === undefined) return { value: 0 };
      const sum = predictor(frame);
      return sum === undefined ? noPrediction : { value: base * Math.exp(sum - reference) };
    },
  };
}

function compileTables(
  { strataField, tables }: HazardTables,
  scope: Scope,
): (frame: Frame) => HazardTable | undefined {
  if (strataField === undefined) {
    const table = tables[0]?.table;
    return () => table;
  }
  const field = scope.resolve(strataField);
  const byValue = new Map<PmmlValue, HazardTable>(
    tables.map(({ value, table }) => [operand(field, value as string), table]),
  );
  return (frame) => byValue.get(requireValue(field.name, field.evaluate(frame)));
}

/** Of the last time that is not after the given one; `undefined` before the first. */
function cumulativeHazard({ times, hazards }: HazardTable, time: number): number | undefined {
  let index = times.length - 1;
  while (index >= 0 && (times[index] as number) > time) index -= 1;
  return hazards[index];
}
