import type { Exercise } from '../exercise.ts';

export default {
  title: 'Stream and table: one and the same',
  chapter: 'docs/07-kafka-streams.md',
  minutes: 15,
  difficulty: 'easy',
  files: ['modelTable.ts'],
  hints: [
    'A reduction, as every aggregation of a stream, skips records without a value. What reads a topic so that null deletes?',
    "`builder.table(topic, Consumed.with(…), Materialized.as('models'))` reads a topic as a table, and keeps it in that store.",
    'In `tableOf` a record has one of two effects on the Map: `delete` when its value is null, `set` otherwise.',
  ],
  background: `A table is what a stream of changes adds up to, and the changes of a table are a stream: whoever has the one can make the
other. That is how Kafka Streams keeps its stores safe: each change goes to a changelog topic, and after a crash the store
is made from it by what \`tableOf\` does. Only the last record of each key matters for that, so the topic is compacted, and as long
as it may grow, it holds little more than the table. A tombstone is kept for a while (\`delete.retention.ms\`), so that everybody
hears of the deletion. \`stream.toTable()\` would do as well as \`builder.table\`; a stream of facts, such as scores, is not a changelog
and is counted or reduced. The servers keep their models like this: kstreamsKVStore/modelStore.ts.`,
  starterFails: {
    check: 'the table has the latest model of each data type, and none that was withdrawn',
    because: /Which rows should be there/,
  },
  cheats: [
    {
      file: 'neverDeletes.ts',
      check: 'the table has the latest model of each data type, and none that was withdrawn',
    },
    { file: 'deletionsNotTold.ts', check: 'the stream tells each change, deletions too' },
    { file: 'tombstonesKept.ts', check: 'tableOf makes the table from its changelog' },
    { file: 'tombstonesIgnored.ts', check: 'tableOf makes the table from its changelog' },
  ],
} satisfies Exercise;
