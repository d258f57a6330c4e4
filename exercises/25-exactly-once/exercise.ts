import type { Exercise } from '../exercise.ts';

export default {
  title: 'Exactly once',
  chapter: 'docs/11-effectively-once.md',
  minutes: 35,
  difficulty: 'hard',
  files: ['scoreBatch.ts'],
  hints: [
    'Results and offsets are both records on topics of Kafka: the offsets of a group are on `__consumer_offsets`. So one transaction can have both.',
    '`const transaction = await producer.transaction()`, then `transaction.send(…)`, `transaction.sendOffsets({ consumerGroupId, topics })`, and `transaction.commit()`, or `abort()` when one of them fails.',
    'After the abort the error must go on to the caller. The abort may fail itself, when the producer is fenced: the first error is the one to throw.',
    'A producer with transactions has a `transactionalId`. In `openProducer`, `await (await producer.transaction()).abort()` after the connect lets the broker raise the epoch of that id: whoever has an older one is fenced.',
  ],
  background: `The transaction makes results and offsets visible together; readers that are read_committed, as kafkajs' consumers are
unless readUncommitted says otherwise, never see what was aborted. What it does not cover is anything else: a database, a file, a
mail. For those, see exercise 26. The id must be the same after a restart, and of no other living process: one for each
instance, or for each input partition. Java's producer asks for its epoch in initTransactions(), and hands sendOffsetsToTransaction
the generation of the consumer as well, so that a member that has been expelled from the group is refused even with an id of its
own; kafkajs does neither, so here the id alone tells the successor, and it is asked for before the first record is consumed. The
broker's side is lib/embeddedKafka/transactions: transactionCoordinator.ts raises epochs, markerWriter.ts ends transactions.
customStage and the kstreams servers publish first and commit later: at least once, which is cheaper, and enough for results with
the place of their record in them.`,
  starterFails: {
    check: 'a failure between send and commit leaves nothing',
    because: /not the expected one.*Who sees/,
  },
  cheats: [
    { file: 'sendsOutside.ts', check: 'a failure between send and commit leaves nothing' },
    { file: 'neverAborts.ts', check: 'a failure between send and commit leaves nothing' },
    { file: 'swallowedError.ts', check: 'a failure between send and commit leaves nothing' },
    { file: 'fencesLate.ts', check: 'a zombie is fenced as soon as its successor opens' },
    { file: 'idOfItsOwn.ts', check: 'a zombie is fenced as soon as its successor opens' },
    { file: 'commitsByConsumer.ts', check: 'each record has one result, wherever the process ends' },
  ],
} satisfies Exercise;
