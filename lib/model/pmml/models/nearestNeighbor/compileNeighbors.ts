import { Affinities, entitiesOf } from '../../comparison/affinities.ts';
import { compileComparison } from '../../comparison/compileComparison.ts';
import type { Frame } from '../../program.ts';
import { corrupt } from '../../xml/elementReader.ts';
import { requiredCell } from '../../xml/parseInlineTable.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { compileInputs } from './compileInputs.ts';
import { compileTargetColumn } from './compileTargetColumn.ts';
import type { NearestNeighbor } from './nearestNeighbor.ts';
import { selectNearest } from './selectNearest.ts';

/** Compares a record with all training records, and lets the nearest ones say the target's value. */
export function compileNeighbors(model: NearestNeighbor, context: ModelContext): Scorer {
  const { comparison, instances, neighbors, inputs } = model;
  const nearestIsLeast = comparison.measure.kind === 'distance';
  const entities = entitiesOf(idsOf(model), nearestIsLeast);
  const { readRecord, training } = compileInputs(model, context);
  const compareAll = compileComparison(comparison, inputs);
  const target = context.functionName === 'clustering' ? undefined : compileTargetColumn(model, context);
  const nearest = new Int32Array(neighbors);
  return {
    gives: ['entityId', 'affinity'],
    ...(target?.labels === undefined ? {} : { labels: target.labels }),
    predict: (frame: Frame) => {
      const results = new Float64Array(instances.rows.length);
      compareAll(readRecord(frame), training, results);
      selectNearest(results, nearestIsLeast, nearest);
      return {
        value: target?.combine(nearest, results),
        entityId: entities.ids[nearest[0] as number] as string,
        affinities: new Affinities(entities, results),
      };
    },
  };
}

function idsOf({ element, instances: { rows, element: table }, idColumn }: NearestNeighbor): string[] {
  const ids = rows.map((row, index) =>
    idColumn === undefined ? String(index + 1) : requiredCell(row, idColumn, table),
  );
  if (new Set(ids).size < ids.length) throw corrupt(element, 'two of its training records have one id');
  return ids;
}
