import type { Exercise } from '../exercise.ts';

export default {
  title: 'Windows of event time',
  chapter: 'docs/08-time.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['countScores.ts'],
  hints: [
    'There are three places to change: where the time of a record comes from, how long windows wait, and when results are told.',
    '`Consumed` has `withTimestampExtractor`. The extractor gets the value deserialised; protobuf hands out int64 as a Long, which `Number(…)` turns into a number. A negative answer drops the record.',
    '`TimeWindows.ofSizeAndGrace` takes the size and the grace period; a window closes when stream time, the greatest event time so far, has passed both.',
    '`.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))` stands between `count()` and `toStream()`.',
  ],
  background: `The grace period is a trade: a longer one counts more late records, a shorter one gives results sooner. Nothing
closes a window but stream time, so after the last record the last windows stay open. suppress keeps them in a buffer with a
changelog of its own, and unbounded means that a burst may fill memory; maxRecords(n).shutDownWhenFull() stops instead.
windowedBy(…).emitStrategy(EmitStrategy.onWindowClose()) is the alternative without a buffer: it reads closed windows from the
store. Without either, each update is told, which is right for a dashboard that wants numbers early and replaces them.
The operator is lib/kstreams/operators/timeWindowAggregate.ts, the buffer lib/kstreams/operators/suppress.ts.`,
  starterFails: {
    check: 'counts a score in the window of its event time',
    because: /not the expected one.*Which time/,
  },
  cheats: [
    { file: 'processingTime.ts', check: 'counts a score in the window of its event time' },
    { file: 'everyUpdate.ts', check: 'tells of a window once, when it has closed' },
    { file: 'noGrace.ts', check: 'counts late records within the grace period' },
    { file: 'waitsForEver.ts', check: 'drops what comes later still, and Kafka Streams counts it' },
  ],
} satisfies Exercise;
