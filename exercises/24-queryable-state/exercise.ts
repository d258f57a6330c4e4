import type { Exercise } from '../exercise.ts';

export default {
  title: 'Queryable state across instances',
  chapter: 'docs/10-queryable-state.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['queries.ts'],
  hints: [
    'Each instance has the keys of its own partitions. Every instance knows who has which: they tell each other their `applicationServer` by way of the consumer group.',
    '`streams.queryMetadataForKey(storeName, key, keySerde)` answers with the `activeHost` of a key, by its partition. `isSame` and `ask` do the rest: the path of another instance is `localPath(model)`.',
    '`streams.streamsMetadataForStore(storeName)` lists all instances that have a part of the store. Ask them at the same time with `Promise.all`, which fails when one of them fails.',
    'While the group does not know, `queryMetadataForKey` answers undefined and `streamsMetadataForStore` an empty list: throw an error that says "try again".',
  ],
  background: `The other instance is asked for what it has itself, never to answer for all: otherwise two instances whose
views differ would send a request back and forth. A key is found without asking around, for its partition follows from its bytes:
hence the serde. The answer of all instances together is of no single moment, and during a rebalance a part may be missing or
there twice; lib/kstreams/query/storeQueryService.ts compares the assignment before and after, bounds answers in size and time,
and reads a key only from its own partition, so that an instance that has just lost it does not answer "none". What is shown at
/state/instances of the kstreams servers comes from there. Where a few seconds without an answer are too long, standby
replicas could answer meanwhile, a little out of date; Java has them, the library here does not.`,
  starterFails: {
    check: 'answers for each model on each instance, and asks only the one that has it',
    because: /not the expected one.*counted on the other one/,
  },
  cheats: [
    {
      file: 'plainPath.ts',
      check: 'answers for each model on each instance, and asks only the one that has it',
    },
    {
      file: 'asksEverybody.ts',
      check: 'answers for each model on each instance, and asks only the one that has it',
    },
    { file: 'leavesOut.ts', check: 'puts all models together, or fails' },
    { file: 'nothingYet.ts', check: 'says so while the group does not know' },
  ],
} satisfies Exercise;
