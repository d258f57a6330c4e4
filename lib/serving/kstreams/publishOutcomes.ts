import { type KStream, Named, Produced, Serdes } from '@kafka-tutorial/kstreams';
import { type Approach, topics } from '../configuration.ts';
import type { Outcome } from '../outcome.ts';
import { deadLetters } from './deadLetters.ts';
import { inputPartition, scoredSerde } from './outcomeRecords.ts';

const bytes = Serdes.bytes();

/** What became of records and models, each under the key that its input had. */
export type OutcomeStream = KStream<Buffer | null, Outcome | null>;

/** The end of a model server's stream: says what became of each record and model, publishes results and dead letters. */
export function publishOutcomes(
  outcomes: OutcomeStream,
  { approach, observe }: { approach: Approach; observe: (outcomes: readonly Outcome[]) => void },
): void {
  const reported = outcomes.peek((_key, outcome) => outcome && observe([outcome]), Named.as('report'));
  reported
    .filter((_key, outcome) => outcome?.kind === 'scored', Named.as('scored'))
    .to(topics.results, Produced.with(bytes, scoredSerde(approach), inputPartition).withName('results'));
  reported
    .process(deadLetters, Named.as('rejected'))
    .to(topics.deadLetters, Produced.with(bytes, bytes).withName('deadLetters'));
}
