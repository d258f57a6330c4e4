import {
  type FeatureRecord,
  type Model,
  ModelError,
  type Score,
  type ScoreOutcome,
} from '@kafka-tutorial/model';

/** How the scores of several models become one. */
export type EnsembleMethod = 'vote' | 'average';

/** Several models that score as one. */
export class Ensemble {
  /** How often each member had no say. */
  readonly leftOut: number[];
  readonly #members: readonly Pick<Model, 'score'>[];
  readonly #combine: (scores: readonly Score[]) => Score;

  constructor(members: readonly Pick<Model, 'score'>[], method: EnsembleMethod) {
    this.leftOut = members.map(() => 0);
    this.#members = members;
    this.#combine = method === 'vote' ? vote : average;
  }

  /** Scores a record with all members that can; a ModelError when none can. */
  async score(record: FeatureRecord): Promise<ScoreOutcome> {
    // Exercise: all members score the record, not only the first. One that fails is left out and
    // counted. When nobody is left, answer with a ModelError.
    const scores: Score[] = [];
    for (const member of this.#members.slice(0, 1)) {
      const outcome = await member.score(record);
      if (!(outcome instanceof ModelError)) scores.push(outcome);
    }
    return this.#combine(scores);
  }
}

function vote(scores: readonly Score[]): Score {
  // Exercise: the value that most scores have; of several, the one that comes first.
  return { value: scores[0]?.value ?? null };
}

function average(scores: readonly Score[]): Score {
  // Exercise: the mean of the values.
  return { value: scores[0]?.value ?? null };
}
