import type { Mining } from './miningModel.ts';

/** Counts the segments of one record, and weighs those whose predictions are missing. */
export class MissingCount {
  readonly #mining: Mining;
  #count = 0;
  #weight = 0;
  #missing = 0;
  #missingWeight = 0;

  constructor(mining: Mining) {
    this.#mining = mining;
  }

  reset(): void {
    this.#count = 0;
    this.#weight = 0;
    this.#missing = 0;
    this.#missingWeight = 0;
  }

  /**
   * @param weight counts here also where the predictions are combined without weights
   * @returns whether the combination is missing for that, so that no other segment needs to be looked at
   */
  add(weight: number, isMissing: boolean): boolean {
    this.#count += 1;
    this.#weight += weight;
    if (!isMissing) return false;
    this.#missing += 1;
    this.#missingWeight += weight;
    return this.#mining.missingTreatment === 'returnMissing';
  }

  /** Whether the combination of the segments is missing because some of their predictions are. */
  get isTooMuch(): boolean {
    const { method, missingTreatment, missingThreshold } = this.#mining;
    if (this.#count === 0) return true;
    // Nothing adds up to 0, but has no average and no votes.
    if (this.#missing === this.#count && !isSum(method)) return true;
    if (this.#missing === 0) return false;
    // Nothing can be computed from a missing part, but a vote can be counted.
    if (missingTreatment === 'continue' && !method.endsWith('ajorityVote')) return true;
    return this.#missingWeight / this.#weight > missingThreshold;
  }
}

function isSum(method: Mining['method']): boolean {
  return method === 'sum' || method === 'weightedSum';
}

/** Methods without weights count every segment once. */
export function isWeighted({ method }: Mining): boolean {
  return method.startsWith('weighted');
}
