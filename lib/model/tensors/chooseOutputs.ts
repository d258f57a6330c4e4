import { ModelError } from '../errors.ts';
import type { ScoreTensor } from './readScores.ts';

/** Names of the outputs that make a score. */
export interface OutputChoice {
  /** [batch] or [batch, 1]: the answer itself. */
  readonly value?: string;
  /** [batch, k]: a number for each class. */
  readonly classes?: string;
}

/**
 * Decides which outputs of a model make a score, by what came out for some records. One of integers or texts,
 * [batch] or [batch, 1], is the class label; one [batch, k] besides has the numbers of the classes. Else the first
 * output is the score, the number itself or numbers of classes. Further outputs are not used.
 *
 * @param ordered whether somebody has put the outputs in this order; if not, no first one is taken
 * @throws ModelError MODEL_UNSUPPORTED when no output has a row for each record, or it cannot be decided
 */
export function chooseOutputs(
  results: ReadonlyMap<string, ScoreTensor>,
  records: number,
  ordered = true,
): OutputChoice {
  const rows = [...results].filter(
    ([, { shape }]) => shape[0] === records && shape.length <= 2 && shape[1] !== 0,
  );
  const first = rows[0];
  if (!first) {
    const got = [...results].map(([name, { shape }]) => `${name} [${shape}]`).join(', ');
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `For ${records} records the outputs have the shapes ${got}; one of them must be [${records}] or [${records}, k].`,
    );
  }
  const [label, ...otherLabels] = rows.filter(([, tensor]) => !isWide(tensor) && isDiscrete(tensor));
  const [classes, ...otherClasses] = rows.filter(([, tensor]) => isWide(tensor) && !isDiscrete(tensor));
  if (label && otherLabels.length === 0) {
    return classes && otherClasses.length === 0
      ? { value: label[0], classes: classes[0] }
      : { value: label[0] };
  }
  if (!ordered && results.size > 1) {
    const names = [...results.keys()].join(', ');
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `The model has the outputs ${names}; nothing says which is the score.`,
      {
        hint: 'Send a SavedModel: its signature names the outputs, and the first by name is taken.',
      },
    );
  }
  return isWide(first[1]) ? { classes: first[0] } : { value: first[0] };
}

function isWide({ shape }: ScoreTensor): boolean {
  return (shape[1] ?? 1) > 1;
}

function isDiscrete({ values }: ScoreTensor): boolean {
  return !(values instanceof Float32Array) && !(values instanceof Float64Array);
}
