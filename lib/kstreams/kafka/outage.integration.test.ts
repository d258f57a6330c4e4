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

it('replaces a thread that failed while the broker was away', async () => {
  const first = await TestCluster.start({ dir });
  const { port, bootstrap } = first;
  await first.createTopics({ lines: 1, counts: 1 });
  let isBroken = false;
  const topology = wordCount(topics).addProcessor(
    'breaking',
    {
      get: () => ({
        init(context) {
          context.schedule(50, 'WALL_CLOCK_TIME', () => {
            if (isBroken) throw new Error('broken');
          });
        },
        process() {},
      }),
    },
    'KSTREAM-SOURCE-0000000000',
  );
  const kafka = clientOf(bootstrap);
  const streams = new KafkaStreams(topology, { ...quick, applicationId: 'replaced', kafka });
  let failures = 0;
  streams.setUncaughtExceptionHandler(() => {
    failures++;
    return 'REPLACE_THREAD';
  });
  await streams.start();
  await running(streams);
  await first.stop();
  isBroken = true;
  await until('the failure', () => failures > 0);
  isBroken = false;
  // The new thread cannot start meanwhile.
  await sleep(2_000);
  const second = await TestCluster.start({ dir, port });
  try {
    await second.produce('lines', [{ value: 'one two' }]);
    await until('the line', async () => (await second.counts('counts')).two === 1, 40_000);
    await running(streams);
    expect(failures).toBe(1);
  } finally {
    await streams.close({ timeoutMs: 5_000 });
    await second.stop();
  }
});

it('carries on after the broker was away for seconds, and counts exactly', async () => {
  const first = await TestCluster.start({ dir });
  const { port, bootstrap } = first;
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
