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

  /** @param weight counts here also where the predictions are combined without weights */
  add(weight: number, isMissing: boolean): void {
    this.#count += 1;
    this.#weight += weight;
    if (!isMissing) return;
    this.#missing += 1;
    this.#missingWeight += weight;
  }

  /** Whether the combination of the segments is missing because some of their predictions are. */
  get isTooMuch(): boolean {
    const { method, missingTreatment, missingThreshold } = this.#mining;
    if (this.#missing === this.#count) return true;
    if (this.#missing === 0) return false;
    if (missingTreatment === 'returnMissing') return true;
    // Nothing can be computed from a missing part, but a vote can be counted.
    if (missingTreatment === 'continue' && !method.endsWith('ajorityVote')) return true;
    return this.#missingWeight / this.#weight > missingThreshold;
  }
}

/** Methods without weights count every segment once. */
export function isWeighted({ method }: Mining): boolean {
  return method.startsWith('weighted');
}
