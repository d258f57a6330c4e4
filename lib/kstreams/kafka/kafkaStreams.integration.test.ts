import { afterAll, beforeAll, expect, it } from 'vitest';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, running, TestCluster, until, wordCount } from './testing.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

it('counts words from end to end, and goes on after a restart without repeating anything', async () => {
  await cluster.createTopics({ lines: 1, counts: 1 });
  const config = { ...quick, applicationId: 'words', kafka: cluster.kafka };
  const states: string[] = [];
  const first = new KafkaStreams(wordCount({ lines: 'lines', counts: 'counts' }), config);
  first.setStateListener((state) => states.push(state));
  await first.start();
  await cluster.produce('lines', [{ value: 'to be or not' }, { value: 'to be' }]);
  await until('both lines', async () => (await cluster.read('counts')).length === 6);
  expect(await first.close()).toBe(true);
  expect(states).toEqual(['REBALANCING', 'RUNNING', 'PENDING_SHUTDOWN', 'NOT_RUNNING']);
  expect(await cluster.committed('words', 'lines')).toBe(2);
  expect(await cluster.committed('words', 'words-words-repartition')).toBe(6);

  const restored: [string, number][] = [];
  const second = new KafkaStreams(wordCount({ lines: 'lines', counts: 'counts' }), config);
  second.setGlobalStateRestoreListener({
    onRestoreEnd: (_changelog, store, total) => restored.push([store, total]),
  });
  await second.start();
  await running(second);
  await cluster.produce('lines', [{ value: 'be' }]);
  await until('the third line', async () => (await cluster.read('counts')).length === 7);
  await second.close();
  expect(restored).toEqual([['counts', 6]]);
  expect(await cluster.counts('counts')).toEqual({ to: 2, be: 3, or: 1, not: 1 });
});
