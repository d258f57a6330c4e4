import type { Exercise } from '../exercise.ts';

export default {
  title: 'Consumer groups',
  chapter: 'docs/01-kafka.md',
  minutes: 20,
  difficulty: 'medium',
  files: ['consumerGroups.ts'],
  hints: [
    'The id is all that makes consumers members of one group: `kafka.consumer({ groupId })`. Kafka divides the partitions among them.',
    'Without `await` a promise goes on by itself, and an error in it reaches nobody. When `eachMessage` waits, kafkajs waits with it; when it throws, the record comes again.',
    'The committed offset is the one to go on with, not the one of the last record done: it is one more. Offsets are text: `String(BigInt(message.offset) + 1n)`.',
    'The body of `eachMessage`, in this order: `await process(message)`; then `await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(message.offset) + 1n) }])`.',
  ],
  background: `Between the work and the commit there is a gap, and a process may die in it. Work first means that some records are done
twice: at least once. Commit first means that some are done never: at most once. Exactly once needs both in one step, as in exercise 25,
or work that does no harm when it is repeated, as in exercise 26. A commit for each record costs a request each; real consumers commit
after each batch, or every second what is done by then (lib/serving/groupProgress.ts), and repeat a bit more after a crash.

A clean stop leaves the group at once. A killed process is noticed when its heartbeats have been missing for the session timeout (30 s
by default in kafkajs, 1 s in these checks); until then its partitions wait. More members than partitions leave some without work:
the number of partitions is the limit of how far a group can scale.`,
  starterFails: { check: 'members of a group share the records', because: /groupId/ },
  cheats: [
    { file: 'groupOfItsOwn.ts', check: 'members of a group share the records' },
    { file: 'commitsFirst.ts', check: 'a member that dies in the middle of a record loses nothing' },
    { file: 'commitsByItself.ts', check: 'a member that dies in the middle of a record loses nothing' },
    { file: 'commitsTheSame.ts', check: 'a group goes on where it was' },
    { file: 'neverCommits.ts', check: 'a group goes on where it was' },
  ],
} satisfies Exercise;
