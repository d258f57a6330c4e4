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
    const outcomes = await Promise.all(this.#members.map((member) => scoreWith(member, record)));
    const scores = outcomes.filter((outcome): outcome is Score => !(outcome instanceof ModelError));
    this.leftOut.forEach((count, i) => {
      if (outcomes[i] instanceof ModelError) this.leftOut[i] = count + 1;
    });
    if (scores.length > 0) return this.#combine(scores);
    const reasons = outcomes.map((outcome) => (outcome instanceof ModelError ? outcome.message : ''));
    return new ModelError('SCORING_FAILED', `no model could score the record: ${reasons.join('; ')}`);
  }
}

async function scoreWith(member: Pick<Model, 'score'>, record: FeatureRecord): Promise<ScoreOutcome> {
  try {
    const outcome = await member.score(record);
    if (outcome instanceof ModelError || outcome.value !== null) return outcome;
    return new ModelError('SCORING_FAILED', 'the model has no prediction');
  } catch (cause) {
    return new ModelError('SCORING_FAILED', cause instanceof Error ? cause.message : String(cause), {
      cause,
    });
  }
}

function vote(scores: readonly Score[]): Score {
  const votes = new Map<Score['value'], number>();
  for (const { value } of scores) votes.set(value, (votes.get(value) ?? 0) + 1);
  const most = Math.max(...votes.values());
  // A Map keeps the order in which values came first.
  const [value = null] = [...votes].find(([, count]) => count === most) ?? [];
  return { value };
}

function average(scores: readonly Score[]): Score {
  return { value: scores.reduce((sum, { value }) => sum + Number(value), 0) / scores.length };
}
