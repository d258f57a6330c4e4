import type { Exercise } from '../exercise.ts';

export default {
  title: 'Back-pressure',
  chapter: 'docs/04-back-pressure.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['backPressure.ts'],
  hints: [
    '`pipeline(source, sink)` takes any async iterable as its source. With it, `move` is one line, and its checks pass.',
    "In `feed`, `write` tells whether the sink is full: `if (!sink.write(…)) { pause; resume at drain }`. For one event, `sink.once('drain', …)`.",
    'The loop still has the rest of the batch in its hands. Before each record: `if (sink.writableNeedDrain) return;`. The records that were not resolved come again, because of `eachBatchAutoResolve: false`.',
    "The body of the loop: `if (sink.writableNeedDrain) return; if (!sink.write({ partition: batch.partition, message })) { consumer.pause([{ topic }]); sink.once('drain', () => consumer.resume([{ topic }])); } resolveOffset(message.offset);`",
  ],
  background: `The price of returning in the middle is that the rest of the batch is fetched again. The workspace's RecordSource
(lib/serving/recordSource.ts) holds the batch instead, pauses the consumer as well, and sends the heartbeats itself while it waits: no
record is fetched twice, and a bit more code. With eachMessage alone the bound cannot be kept exactly, because each fetched partition still
brings one record after the pause. A Transform needs none of this, since it asks for a record only when its reader wants one; an async
generator neither. What does need it is code that pushes: event emitters, sockets, consumers.

Kafka itself has no back-pressure between producer and consumer: the log takes what comes, and the consumer's lag grows. So watch the lag,
and mind retention: records that nobody has read in time are deleted. And written to the sink is not done: commit when the sink has finished
the record, as in exercise 3, or a crash loses what is in the buffer. Here nothing is committed; lib/serving/resultSink.ts does it right.`,
  starterFails: { check: 'move never fills the sink beyond its highWaterMark', because: /highWaterMark/ },
  cheats: [
    { file: 'endsInAnyCase.ts', check: 'move fails when the source fails' },
    { file: 'oneMoreForEachPartition.ts', check: 'feed never fills the sink beyond its highWaterMark' },
    { file: 'waitsWithoutHeartbeats.ts', check: 'feed sends heartbeats while it waits' },
    { file: 'dropsWhatIsTooMuch.ts', check: 'feed goes on when there is room, and loses nothing' },
    { file: 'pausesForGood.ts', check: 'feed goes on when there is room, and loses nothing' },
  ],
} satisfies Exercise;
