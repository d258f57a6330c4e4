import { KafkaStreams } from './kafkaStreams.ts';
import { clientOf, quick, wordCount } from './testing.ts';

/** An instance in a process of its own, to be killed by a test; it never commits by itself. */
const [bootstrap = '', applicationId = '', lines = '', counts = ''] = process.argv.slice(2);
const streams = new KafkaStreams(wordCount({ lines, counts }), {
  ...quick,
  applicationId,
  kafka: clientOf(bootstrap),
  commitIntervalMs: 3_600_000,
});
streams.setStateListener((state) => {
  if (state === 'RUNNING') process.send?.(state);
});
await streams.start();
