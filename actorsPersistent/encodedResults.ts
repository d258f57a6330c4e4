import type { Outcome } from '@kafka-tutorial/serving';

/** The results among outcomes, as they are published: each a `ScoredRecord`, encoded by the actor that scored it. */
export function encodedResults(outcomes: readonly Outcome[]): Uint8Array[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'scored' && outcome.encoded ? [outcome.encoded] : [],
  );
}
