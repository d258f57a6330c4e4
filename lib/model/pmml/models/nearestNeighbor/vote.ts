import type { PmmlValue } from '../../dataTypes.ts';
import type { TargetColumn } from './compileTargetColumn.ts';
import type { NearestNeighbor } from './nearestNeighbor.ts';

/**
 * The category with the most votes, weighted by nearness if the model says so. Of equal ones the one that more training
 * records have wins, and of those the first in order.
 */
export function compileVote(
  { categorical, threshold }: NearestNeighbor,
  values: readonly PmmlValue[],
): TargetColumn {
  // In order, so that the first of equal ones is the one to take.
  const labels = [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const places = new Map(labels.map((label, index) => [label, index]));
  const codes = Int32Array.from(values, (value) => places.get(value) as number);
  const frequencies = new Float64Array(labels.length);
  for (const code of codes) frequencies[code] = (frequencies[code] as number) + 1;
  const votes = new Float64Array(labels.length);
  const weighted = categorical === 'weightedMajorityVote';
  return {
    labels,
    combine: (nearest, distances) => {
      votes.fill(0);
      for (const place of nearest) {
        const code = codes[place] as number;
        votes[code] =
          (votes[code] as number) + (weighted ? 1 / ((distances[place] as number) + threshold) : 1);
      }
      let winner = 0;
      for (let code = 1; code < labels.length; code += 1) {
        const lead = (votes[code] as number) - (votes[winner] as number);
        if (lead > 0 || (lead === 0 && (frequencies[code] as number) > (frequencies[winner] as number)))
          winner = code;
      }
      return labels[winner] as PmmlValue;
    },
  };
}
