import type { Mining } from './miningModel.ts';

/**
 * Whether a combination of segments is missing because some of their predictions are.
 *
 * @param missing weight of the segments without a prediction
 * @param total weight of all segments that were taken
 */
export function isMissing(
  { method, missingTreatment, missingThreshold }: Mining,
  missing: number,
  total: number,
): boolean {
  if (missing === total) return true;
  if (missing === 0) return false;
  switch (missingTreatment) {
    case 'returnMissing':
      return true;
    case 'skipSegment':
      return missing / total > missingThreshold;
    case 'continue':
      // Nothing can be computed from a missing part, but a vote can be counted.
      return !method.endsWith('ajorityVote') || missing / total > missingThreshold;
  }
}

/** Methods without weights count every segment once. */
export function isWeighted({ method }: Mining): boolean {
  return method.startsWith('weighted');
}
