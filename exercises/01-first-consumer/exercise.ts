import type { Exercise } from '../exercise.ts';

export default {
  title: 'Your first consumer',
  chapter: 'docs/01-kafka.md',
  minutes: 10,
  difficulty: 'easy',
  files: ['firstConsumer.ts'],
  hints: [
    '`consumer.run` returns long before the records come. Wait for a promise of your own that `eachMessage` resolves when all is read: `await new Promise<void>((resolve, reject) => { consumer.run({ … }).catch(reject); })`.',
    'In `eachMessage`, take a partition out of `ends` when its last record has come: that is the one whose offset plus 1 is the end. Offsets are text: `BigInt(message.offset) + 1n`. When `ends` is empty, all is read.',
    'A record of a partition that is no longer in `ends` came later: return without pushing it. And if `ends` is empty from the start, no record will ever come that could resolve your promise: return before you run.',
    'The body of `eachMessage`: `const end = ends.get(partition); if (end === undefined) return; found.push({ partition, offset: message.offset, value: message.value?.toString() ?? null }); if (BigInt(message.offset) + 1n >= end) ends.delete(partition); if (ends.size === 0) resolve();`',
  ],
  background: `Partitions are read side by side, so records of two partitions come in any order; only within one is there an order.
kafkajs reads only in consumer groups, hence the group with a new name each time: a group that has read the topic before would
go on where it was. Waiting for "no record for a while" instead of for the ends is a guess: too short on a slow day, and always
too long on a quick one.

One thing is simplified: the last offset of a partition may belong to no record that a consumer gets, but to a transaction's
marker or to one that compaction has removed. The workspace's own lib/kafka/followTopic.ts minds that (and goes on with what
arrives); there it is how a server knows all models before it takes the first record.`,
  starterFails: { check: 'returns each record with its partition and offset', because: /eachMessage/ },
  cheats: [
    { file: 'constantAnswer.ts', check: 'returns each record with its partition and offset' },
    { file: 'readsOn.ts', check: 'ends where the topic ended when it began' },
    { file: 'sameGroup.ts', check: 'returns the same again when it is called again' },
    { file: 'staysConnected.ts', check: 'leaves its group at the end' },
  ],
} satisfies Exercise;
