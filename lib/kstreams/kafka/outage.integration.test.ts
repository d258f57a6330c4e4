import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KafkaStreams } from './kafkaStreams.ts';
import { clientOf, quick, running, TestCluster, until, wordCount } from './testing.ts';

const topics = { lines: 'lines', counts: 'counts' };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kstreams-outage-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('carries on after the broker was away for seconds, and counts exactly', async () => {
  const first = await TestCluster.start({ dir });
  const { port, bootstrap } = first.broker;
  await first.createTopics({ lines: 2, counts: 2 });
  const streams = new KafkaStreams(wordCount(topics), {
    ...quick,
    applicationId: 'patient',
    kafka: clientOf(bootstrap),
  });
  const errors: unknown[] = [];
  streams.setUncaughtExceptionHandler((error) => {
    errors.push(error);
    return 'SHUTDOWN_CLIENT';
  });
  await streams.start();
  await running(streams);
  await first.produce('lines', [{ key: 'a', value: 'one two' }]);
  await until('the first line', async () => (await first.counts('counts')).two === 1);
  await first.stop();
  // The outage is what this is about.
  await sleep(3_000);
  const second = await TestCluster.start({ dir, port });
  try {
    await second.produce('lines', [
      { key: 'a', value: 'one two' },
      { key: 'b', value: 'two' },
    ]);
    await until('the other lines', async () => (await second.counts('counts')).two === 3, 40_000);
    expect(await second.counts('counts')).toEqual({ one: 2, two: 3 });
    expect(errors).toEqual([]);
    await running(streams);
  } finally {
    await streams.close({ timeoutMs: 5_000 });
    await second.stop();
  }
});
