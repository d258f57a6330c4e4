import { describe, expect, it } from 'vitest';
import { kafkaErrors } from '../protocol/errors.ts';
import { describeCluster } from '../protocol/messages/describeCluster.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import { AskedBroker } from '../testing/askBroker.ts';

describe('Metadata', () => {
  it('names this broker as the cluster', async () => {
    const answer = await new AskedBroker().ask(metadata, 12, { topics: [] });
    expect(answer).toMatchObject({
      brokers: [{ nodeId: 1, host: 'here', port: 9092, rack: null }],
      clusterId: 'test-cluster',
      controllerId: 1,
      topics: [],
    });
  });

  it.each([0, 1, 4, 9, 12])(
    'creates a missing topic and answers with its leaders, in version %i',
    async (version) => {
      const broker = new AskedBroker({ defaultPartitions: 2 });
      const answer = await broker.ask(metadata, version, { topics: [{ name: 'new' }] });
      const topic = answer?.topics[0];
      expect(topic?.errorCode).toBe(0);
      expect(topic?.partitions.map(({ leaderId, partitionIndex }) => [partitionIndex, leaderId])).toEqual([
        [0, 1],
        [1, 1],
      ]);
      if (version >= 10) expect(topic?.topicId).toBe(broker.parts.catalog.get('new')?.id);
    },
  );

  it('does not create when the client or the broker is against it, or the name is not legal', async () => {
    const errorOf = async (broker: AskedBroker, name: string, allowAutoTopicCreation: boolean) =>
      (await broker.ask(metadata, 4, { topics: [{ name }], allowAutoTopicCreation }))?.topics[0]?.errorCode;
    const broker = new AskedBroker();
    expect(await errorOf(broker, 'new', false)).toBe(kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code);
    expect(await errorOf(broker, '../etc', true)).toBe(kafkaErrors.INVALID_TOPIC_EXCEPTION.code);
    const strict = new AskedBroker({ autoCreateTopics: false });
    expect(await errorOf(strict, 'new', true)).toBe(kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code);
    expect(broker.parts.catalog.get('new') ?? strict.parts.catalog.get('new')).toBeUndefined();
  });

  it('lists all topics for null, and for an empty list only in version 0', async () => {
    const broker = new AskedBroker();
    broker.parts.catalog.create('t', { partitions: 1 });
    const names = async (version: number, topics: [] | null) =>
      (await broker.ask(metadata, version, { topics }))?.topics.map(({ name, isInternal }) => [
        name,
        isInternal,
      ]);
    expect(await names(0, [])).toEqual([
      ['__consumer_offsets', false],
      ['t', false],
    ]);
    expect(await names(1, null)).toEqual([
      ['__consumer_offsets', true],
      ['t', false],
    ]);
    expect(await names(1, [])).toEqual([]);
  });

  it('finds a topic by its id alone', async () => {
    const broker = new AskedBroker();
    const { id } = broker.parts.catalog.create('t', { partitions: 1 });
    const ask = async (version: number, topicId: string) =>
      (await broker.ask(metadata, version, { topics: [{ topicId, name: null }] }))?.topics[0];
    expect(await ask(12, id)).toMatchObject({ name: 't', errorCode: 0 });
    const unknown = { errorCode: kafkaErrors.UNKNOWN_TOPIC_ID.code };
    expect(await ask(12, '00000000-0000-0000-0000-000000000009')).toMatchObject({ ...unknown, name: null });
    expect(await ask(10, '00000000-0000-0000-0000-000000000009')).toMatchObject({ ...unknown, name: '' });
  });
});

describe('DescribeCluster', () => {
  it.each([0, 1])('tells of a cluster of one, in version %i', async (version) => {
    const answer = await new AskedBroker().ask(describeCluster, version, {
      includeClusterAuthorizedOperations: false,
    });
    expect(answer).toMatchObject({
      errorCode: 0,
      clusterId: 'test-cluster',
      controllerId: 1,
      brokers: [{ brokerId: 1, host: 'here', port: 9092 }],
    });
  });
});
