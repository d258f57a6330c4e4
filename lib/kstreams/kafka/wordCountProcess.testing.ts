import { existsSync } from 'node:fs';
import { KafkaStreams } from './kafkaStreams.ts';
import { clientOf, quick, wordCount } from './testing.ts';

/**
 * An instance in a process of its own, to be killed by a test; it never commits by itself. At the line `wait` it stands
 * still, heartbeats included, until the file is there.
 */
const [bootstrap = '', applicationId = '', lines = '', counts = '', file = ''] = process.argv.slice(2);
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
const topology = wordCount({ lines, counts }, (line) => {
  while (line === 'wait' && !existsSync(file)) Atomics.wait(nobodyWakes, 0, 0, 20);
});
const streams = new KafkaStreams(topology, {
  ...quick,
  applicationId,
  kafka: clientOf(bootstrap),
  commitIntervalMs: 3_600_000,
});
streams.setStateListener((state) => {
  if (state === 'RUNNING') process.send?.(state);
});
await streams.start();
