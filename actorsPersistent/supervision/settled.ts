import type { InputRecord, Outcome } from '@kafka-tutorial/serving';

/** What became of inputs: `outcomes` are to be published; what is `known` had its outcome in an earlier life. */
export interface Settled {
  readonly outcomes: readonly Outcome[];
  readonly known: readonly InputRecord[];
}
