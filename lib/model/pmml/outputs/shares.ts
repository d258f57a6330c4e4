import { type DataType, type PmmlValue, parseValue } from '../dataTypes.ts';
import type { Prediction } from '../prediction.ts';

type Read = (prediction: Prediction) => number | undefined;

/** The probability of a class, or of the predicted class. */
export function probabilityOf(label: string | undefined, type: DataType): Read {
  const wanted = label === undefined ? undefined : parseValue(type, label);
  return ({ value, distribution }) =>
    distribution && shareOf(distribution.labels, distribution.probabilities, wanted ?? value);
}

/** How sure the model is of a class, or of the predicted class; where it does not say, that is the probability. */
export function confidenceOf(label: string | undefined, type: DataType): Read {
  const wanted = label === undefined ? undefined : parseValue(type, label);
  return ({ value, distribution, confidences }) => {
    const wantedClass = wanted ?? value;
    if (confidences !== undefined) return shareOf(confidences.labels, confidences.shares, wantedClass);
    return (
      distribution &&
      shareOf(distribution.labels, distribution.confidences ?? distribution.probabilities, wantedClass)
    );
  };
}

function shareOf(
  labels: readonly PmmlValue[],
  shares: ArrayLike<number>,
  label: PmmlValue | undefined,
): number | undefined {
  const at = labels.indexOf(label as PmmlValue);
  // A class that the model never names has no share.
  return at < 0 ? 0 : shares[at];
}
