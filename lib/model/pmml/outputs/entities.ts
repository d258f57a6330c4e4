import type { Prediction } from '../prediction.ts';
import type { OutputField } from './parseOutput.ts';

/** The id of the entity of a rank: the one that decided, or the next nearest. */
export function entityOf({ rank }: OutputField): (prediction: Prediction) => string | undefined {
  if (rank === 1) return ({ entityId }) => entityId;
  return ({ affinities }) => affinities?.entities.ids[affinities.ranking[rank - 1] ?? -1];
}

/** The affinity of a named entity, or of the entity of a rank. */
export function affinityOf({ value, rank }: OutputField): (prediction: Prediction) => number | undefined {
  if (rank === 1) return clusterAffinityOf(value);
  return ({ affinities }) => affinities?.values[affinities.ranking[rank - 1] ?? -1];
}

/** The affinity of a named entity, or of the nearest. */
export function clusterAffinityOf(id: string | undefined): (prediction: Prediction) => number | undefined {
  return ({ entityId, affinities }) => affinities?.of(id ?? (entityId as string));
}
