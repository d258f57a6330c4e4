import type { Admin, ITopicConfig } from 'kafkajs';
import { expect, it } from 'vitest';
import { setUpTopics } from './internalTopicSetup.ts';
import { wordCount } from './testing.ts';

/** A cluster with these topics, of one partition each, in which others can be created. */
function clusterWith(...topics: string[]) {
  const created: ITopicConfig[] = [];
  const admin: Partial<Admin> = {
    async fetchTopicMetadata() {
      const all = [...topics, ...created.map(({ topic }) => topic)];
      const partition = { partitionErrorCode: 0, partitionId: 0, leader: 1, replicas: [], isr: [] };
      return { topics: all.map((name) => ({ name, partitions: [partition] })) };
    },
    async createTopics(request) {
      created.push(...request.topics);
      return true;
    },
    // All partitions have leaders that answer.
    fetchTopicOffsets: async () => [],
  };
  return { admin: admin as Admin, created };
}

it('creates topics as configured, but for what their kind needs', async () => {
  const { admin, created } = clusterWith('lines', 'counts');
  const topology = wordCount({ lines: 'lines', counts: 'counts' }).build('app');
  const topicConfig = { 'max.message.bytes': '2000000', 'cleanup.policy': 'delete' };
  await setUpTopics(admin, topology, { replicationFactor: 3, topicConfig });
  const configs = new Map(
    created.map(({ topic, configEntries = [] }) => [
      topic,
      Object.fromEntries(configEntries.map(({ name, value }) => [name, value])),
    ]),
  );
  expect([...configs.keys()].sort()).toEqual(['app-counts-changelog', 'app-words-repartition']);
  expect(configs.get('app-words-repartition')).toMatchObject({
    'max.message.bytes': '2000000',
    'retention.ms': '-1',
  });
  expect(configs.get('app-counts-changelog')).toMatchObject({
    'max.message.bytes': '2000000',
    'cleanup.policy': 'compact',
  });
  expect(created.map(({ replicationFactor }) => replicationFactor)).toEqual([3, 3]);
});
