import { ModelError } from '../errors.ts';
import type { Score, ScoreOutcome } from '../model.ts';

type Value = number | bigint | string;

/** A result of a model, row by row, and the sizes of its dimensions; the first is the batch. */
export interface ScoreTensor {
  readonly values: ArrayLike<Value>;
  readonly shape: readonly number[];
}

/** Where a model's answer stands among its results. */
export interface ScoreTensors {
  /** [batch] or [batch, 1]: the answer itself, a number or a class label. */
  readonly value?: ScoreTensor | undefined;
  /** [batch, k]: a number for each class. Without `value` the largest is the answer. */
  readonly classes?: ScoreTensor | undefined;
}

export interface ReadScoresOptions {
  /** Of the classes, in the order of their columns; without, they are called by their index. */
  readonly labels?: readonly string[] | undefined;
  /** Whether the numbers of the classes are probabilities; `plausible`: where they are from 0 to 1, and 1 together. */
  readonly givesProbabilities: boolean | 'plausible';
}

/** The scores of a batch, one for each record. A record whose numbers are none (NaN, Infinity) fails alone. */
export function readScores(
  { value, classes }: ScoreTensors,
  records: number,
  options: ReadScoresOptions,
): ScoreOutcome[] {
  const width = classes?.shape[1] ?? 0;
  return Array.from({ length: records }, (_, i) => {
    for (let c = 0; c < width; c++) {
      const number = classes?.values[i * width + c];
      if (!Number.isFinite(number)) return noScore(number);
    }
    const answer = value && plain(value.values[i] as Value);
    if (typeof answer === 'number' && !Number.isFinite(answer)) return noScore(answer);
    const score = classes && classScore(classes.values as ArrayLike<number>, i * width, width, options);
    return answer === undefined ? (score as Score) : { ...score, value: answer };
  });
}

function classScore(
  values: ArrayLike<number>,
  start: number,
  width: number,
  { labels, givesProbabilities }: ReadScoresOptions,
): Score {
  const probabilities: Record<string, number> = {};
  let best = 0;
  let plausible = true;
  let sum = 0;
  for (let c = 0; c < width; c++) {
    const value = values[start + c] as number;
    if (value > (values[start + best] as number)) best = c;
    plausible &&= value >= 0 && value <= 1;
    sum += value;
    probabilities[labels?.[c] ?? c] = value;
  }
  plausible &&= Math.abs(sum - 1) < 1e-3;
  const value = labels?.[best] ?? best;
  const given = givesProbabilities === 'plausible' ? plausible : givesProbabilities;
  return given ? { value, probabilities } : { value };
}

/** Integers beyond 2^53 have no exact number; identifiers are such. */
function plain(value: Value): number | string {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function noScore(value: unknown): ModelError {
  return new ModelError('SCORING_FAILED', `The model computed ${value}, which is no score.`);
}
