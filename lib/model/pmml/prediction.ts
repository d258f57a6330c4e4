import type { Affinities } from './comparison/affinities.ts';
import { type DataType, formatValue, type PmmlValue } from './dataTypes.ts';
import type { DataField } from './fields/dataDictionary.ts';

/** What a model says of each class. */
export interface Distribution {
  readonly labels: readonly PmmlValue[];
  /** By the position of the label. */
  readonly probabilities: ArrayLike<number>;
  readonly confidences?: ArrayLike<number>;
  /** What `probabilitiesByLabel` has made. */
  byLabel?: Readonly<Record<string, number>>;
}

/** What a model answers before its targets are applied. Trees hand out the same object for every record of a leaf. */
export interface Prediction {
  /** A label or a number; `undefined` where the model has no prediction. */
  readonly value: PmmlValue | undefined;
  readonly distribution?: Distribution;
  /** How sure a model is of each class, for those that do not call it a probability. */
  readonly confidences?: { readonly labels: readonly PmmlValue[]; readonly shares: ArrayLike<number> };
  /** What the value is called; `null` where it has no name, not even its own. */
  readonly displayName?: string | null;
  /** The node, neuron, cluster or other part of the model that decided. */
  readonly entityId?: string;
  /** How near the clusters or training records are. */
  readonly affinities?: Affinities;
  /** Why a score is what it is, the weightiest reason first. */
  readonly reasonCodes?: readonly string[];
  /** By rule of an association model, which of its sides are in the basket. */
  readonly ruleSides?: Uint8Array;
  /** How many records of the training data ended here. */
  readonly recordCount?: number;
  /** The predictions of all segments, for `selectAll`. */
  readonly all?: readonly (PmmlValue | undefined)[];
}

export const noPrediction: Prediction = { value: undefined };

/** The position of the greatest number; of equal ones the first. */
export function indexOfGreatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] as number) > (values[best] as number)) best = index;
  }
  return best;
}

/** Labels in the order of the target's valid values; those that are not among them come last, as they appeared. */
export function inOrder(labels: ReadonlySet<PmmlValue>, target: DataField | undefined): PmmlValue[] {
  const listed = (target?.validValues ?? []).filter((value) => labels.has(value));
  return [...new Set([...listed, ...labels])];
}

/** The probabilities by label, made once for each distribution. */
export function probabilitiesByLabel(
  distribution: Distribution,
  type: DataType,
): Readonly<Record<string, number>> {
  if (distribution.byLabel !== undefined) return distribution.byLabel;
  const texts = labelTexts(distribution.labels, type);
  const record: Record<string, number> = {};
  for (let index = 0; index < texts.length; index += 1) {
    record[texts[index] as string] = distribution.probabilities[index] as number;
  }
  distribution.byLabel = record;
  return record;
}

const knownTexts = new WeakMap<readonly PmmlValue[], readonly string[]>();

function labelTexts(labels: readonly PmmlValue[], type: DataType): readonly string[] {
  let texts = knownTexts.get(labels);
  if (texts === undefined) {
    texts = labels.map((label) => formatValue(type, label));
    knownTexts.set(labels, texts);
  }
  return texts;
}
