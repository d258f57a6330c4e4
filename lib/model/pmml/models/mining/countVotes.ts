import type { PmmlValue } from '../../dataTypes.ts';
import { noPrediction } from '../../prediction.ts';
import type { Scorer } from '../model.ts';
import { type CompiledSegment, isTaken } from './compileMining.ts';
import type { Mining } from './miningModel.ts';
import { isWeighted, MissingCount } from './missing.ts';

/**
 * Every taken segment has one vote, or as many as its weight. Of classes with equal votes the one that was voted for
 * first wins. A missing prediction is a vote for having none, unless the model says how to treat it.
 *
 * @param sharesVotes whether the shares of the votes are the probabilities of the classes
 */
export function countVotes(
  mining: Mining,
  segments: readonly CompiledSegment[],
  labels: readonly PmmlValue[],
  sharesVotes: boolean,
): Pick<Scorer, 'predict' | 'labels' | 'gives'> {
  const weighted = isWeighted(mining);
  const missing = new MissingCount(mining);
  return {
    gives: sharesVotes ? ['probability'] : [],
    labels,
    predict: (frame) => {
      const votes = new Map<PmmlValue, number>();
      let cast = 0;
      let missingVotes = 0;
      missing.reset();
      for (const segment of segments) {
        if (!isTaken(segment, frame)) continue;
        const weight = weighted ? segment.weight : 1;
        const { value } = segment.model.predict(frame);
        missing.add(segment.weight, value === undefined);
        if (value === undefined) missingVotes += weight;
        else {
          votes.set(value, (votes.get(value) ?? 0) + weight);
          cast += weight;
        }
      }
      if (missing.isTooMuch) return noPrediction;
      const winner = mostVoted(votes);
      if (winner === undefined) return noPrediction;
      if (mining.missingTreatment === 'continue' && missingVotes > (votes.get(winner) as number))
        return noPrediction;
      if (!sharesVotes) return { value: winner };
      const probabilities = Float64Array.from(labels, (label) => (votes.get(label) ?? 0) / cast);
      return { value: winner, distribution: { labels, probabilities } };
    },
  };
}

function mostVoted(votes: ReadonlyMap<PmmlValue, number>): PmmlValue | undefined {
  let winner: PmmlValue | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const [value, count] of votes) {
    if (count <= most) continue;
    most = count;
    winner = value;
  }
  return winner;
}
