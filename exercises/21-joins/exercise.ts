import type { Exercise } from '../exercise.ts';

export default {
  title: 'Joins',
  chapter: 'docs/08-time.md',
  minutes: 30,
  difficulty: 'medium',
  files: ['joins.ts'],
  hints: [
    'A stream joined with a table: what comes with a record is the row at that moment. A stream joined with a stream: two records meet whose timestamps are near, whichever is read first.',
    '`builder.table(topic, Consumed.with(…))` reads a topic as a table. `stream.leftJoin(table, joiner, Joined.with(…))` lets a record pass that finds no row, with null; `join` drops it.',
    'Records are joined by key. `selectKey` gives a stream another key; as equal keys must then share a partition again, Kafka Streams writes the stream to a repartition topic and reads it back.',
    '`JoinWindows.ofTimeDifferenceAndGrace(withinMs, graceMs)` reaches as far back as forward; `.before(0)` leaves out what was before.',
  ],
  background: `Both sides of a join must be co-partitioned: equally many partitions, the same partitioner, the same key. For two
topics that are read as they are, Kafka Streams checks the numbers at the start (PARTITIONS_MISMATCHED); a repartition topic
it makes to fit. A GlobalKTable needs none of this, for each instance has all of it. null has two meanings: as a value in a
table's topic it deletes the row; as an argument of the joiner there is no row, or no verdict came in time. A left join of
streams cannot know the latter before stream time has passed the window and its grace, so its results are late by just that.
A table knows no time: a record of yesterday meets the model of today when it is read today. Where that matters, make the
table's store a versioned one. The joins are lib/kstreams/operators/streamTableJoin.ts and streamStreamJoin.ts; kstreamsInMemory
shows the same meeting of data and models with the Processor API.`,
  starterFails: {
    check: 'joins a record with the model of its data type',
    because: /not the expected one.*two data types/,
  },
  cheats: [
    { file: 'innerJoin.ts', check: 'a record without a model comes out, too' },
    { file: 'variables.ts', check: 'keeps the models in a store with a changelog' },
    { file: 'keyOfDataType.ts', check: 'puts a verdict beside its score, in either order of arrival' },
    { file: 'noGrace.ts', check: 'puts a verdict beside its score, in either order of arrival' },
    { file: 'verdictTable.ts', check: 'a score that nobody tasted comes out alone, once' },
    { file: 'verdictFromBefore.ts', check: 'takes no verdict from before the score or after its time' },
  ],
} satisfies Exercise;
