import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, running, TestCluster, until, wordCount } from './testing.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

const words = Array.from({ length: 20 }, (_, i) => `word${i}`);

/** Each line has each word once; lines spread over partitions by their keys. */
async function produceLines(topic: string, from: number, count: number): Promise<void> {
  const messages = Array.from({ length: count }, (_, i) => ({ key: `${from + i}`, value: words.join(' ') }));
  await cluster.produce(topic, messages);
}

function taskNames(streams: KafkaStreams): string[] {
  return streams.localThreadsMetadata().flatMap(({ activeTasks }) => activeTasks.map(({ taskId }) => taskId));
}

async function countsReach(topic: string, expected: number): Promise<void> {
  await until(`${expected} of each word`, async () => {
    const counts = await cluster.counts(topic);
    return words.every((word) => (counts[word] ?? 0) >= expected);
  });
}

const allExactly = (expected: number) => Object.fromEntries(words.map((word) => [word, expected]));

it('shares tasks between instances; when one is closed the other restores its state, and counts stay exact', async () => {
  await cluster.createTopics({ 'shared-lines': 4, 'shared-counts': 4 });
  const make = () =>
    new KafkaStreams(wordCount({ lines: 'shared-lines', counts: 'shared-counts' }), {
      ...quick,
      // Long enough that only the closing and the rebalances commit.
      commitIntervalMs: 60_000,
      applicationId: 'shared',
      kafka: cluster.kafka,
    });
  const [one, two] = [make(), make()];
  const restored = new Map<string, number>();
  two.setGlobalStateRestoreListener({
    onRestoreEnd: ({ partition }, store, total) => restored.set(`${store}-${partition}`, total),
  });
  await one.start();
  await running(one);
  expect(taskNames(one)).toHaveLength(8);
  await produceLines('shared-lines', 0, 50);
  await countsReach('shared-counts', 50);

  await two.start();
  await until('an even split', () => taskNames(one).length === 4 && taskNames(two).length === 4);
  await running(one, two);
  expect(new Set([...taskNames(one), ...taskNames(two)]).size).toBe(8);
  const kept = taskNames(two);
  await produceLines('shared-lines', 50, 50);
  await countsReach('shared-counts', 100);

  restored.clear();
  await one.close();
  await until('everything on one instance', () => taskNames(two).length === 8);
  await running(two);
  const taken = [...taskNames(two)].filter((name) => name.startsWith('1_') && !kept.includes(name));
  // Only what came over is restored.
  expect([...restored.keys()].sort()).toEqual(taken.map((name) => `counts-${name.slice(2)}`).sort());
  await produceLines('shared-lines', 100, 50);
  await countsReach('shared-counts', 150);
  await two.close();
  expect(await cluster.counts('shared-counts')).toEqual(allExactly(150));
});

it('counts exactly while instances come and go under load', async () => {
  await cluster.createTopics({ 'busy-lines': 3, 'busy-counts': 3 });
  const make = () =>
    new KafkaStreams(wordCount({ lines: 'busy-lines', counts: 'busy-counts' }), {
      ...quick,
      applicationId: 'busy',
      kafka: cluster.kafka,
      numStreamThreads: 2,
    });
  let produced = 0;
  let stopping = false;
  const load = (async () => {
    while (!stopping) {
      await produceLines('busy-lines', produced, 40);
      produced += 40;
    }
  })();
  let previous = make();
  await previous.start();
  for (let round = 0; round < 3; round++) {
    const next = make();
    await next.start();
    await running(next);
    await previous.close();
    previous = next;
  }
  stopping = true;
  await load;
  await countsReach('busy-counts', produced);
  await previous.close();
  expect(await cluster.counts('busy-counts')).toEqual(allExactly(produced));
});

it('loses nothing when a process is killed', async () => {
  await cluster.createTopics({ 'killed-lines': 2, 'killed-counts': 2 });
  const topics = { lines: 'killed-lines', counts: 'killed-counts' };
  const main = fileURLToPath(new URL('wordCountProcess.testing.ts', import.meta.url));
  const child = fork(main, [cluster.bootstrap, 'killed', topics.lines, topics.counts], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    await once(child, 'message');
    await produceLines(topics.lines, 0, 50);
    await countsReach(topics.counts, 10);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await produceLines(topics.lines, 50, 50);
    const survivor = new KafkaStreams(wordCount(topics), {
      ...quick,
      applicationId: 'killed',
      kafka: cluster.kafka,
    });
    await survivor.start();
    await countsReach(topics.counts, 100);
    await survivor.close();
    const counts = Object.values(await cluster.counts(topics.counts));
    // What the killed process had done and not committed is done again, and no more than that: 50 lines are split
    // again, and 50 words are counted again.
    for (const count of counts) {
      expect(count).toBeGreaterThanOrEqual(100);
      expect(count).toBeLessThanOrEqual(200);
    }
  } finally {
    child.kill('SIGKILL');
  }
});
