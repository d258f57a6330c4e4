import { describe, expect, it } from 'vitest';
import { kafkaErrors } from '../protocol/errors.ts';
import { createTopics } from '../protocol/messages/createTopics.ts';
import { deleteTopics } from '../protocol/messages/deleteTopics.ts';
import { describeConfigs } from '../protocol/messages/describeConfigs.ts';
import { AskedBroker } from '../testing/askBroker.ts';

function topic(name: string, differences: object = {}) {
  return { name, numPartitions: -1, replicationFactor: -1, assignments: [], configs: [], ...differences };
}

describe('CreateTopics', () => {
  it.each([0, 1, 4, 5, 7])('creates with partitions and configs, in version %i', async (version) => {
    const broker = new AskedBroker();
    const configs = [{ name: 'cleanup.policy', value: 'compact' }];
    const answer = await broker.ask(createTopics, version, {
      topics: [topic('t', { numPartitions: 3, replicationFactor: 1, configs })],
      timeoutMs: 1000,
    });
    expect(answer?.topics[0]).toMatchObject({ name: 't', errorCode: 0 });
    const created = broker.parts.catalog.get('t');
    expect(created?.partitions.length).toBe(3);
    expect(created?.config.set).toEqual({ 'cleanup.policy': 'compact' });
    if (version >= 5) {
      expect(answer?.topics[0]).toMatchObject({ numPartitions: 3, replicationFactor: 1 });
      expect(answer?.topics[0]?.configs).toContainEqual(
        expect.objectContaining({ name: 'cleanup.policy', value: 'compact', configSource: 1 }),
      );
    }
    if (version >= 7) expect(answer?.topics[0]?.topicId).toBe(created?.id);
  });

  it('answers each topic for itself, and says why not', async () => {
    const broker = new AskedBroker({ defaultPartitions: 2 });
    broker.parts.catalog.create('there', { partitions: 1 });
    const topics = [
      topic('good'),
      topic('there'),
      topic('twice'),
      topic('twice'),
      topic('bad name'),
      topic('none', { numPartitions: 0 }),
      topic('replicated', { replicationFactor: 3 }),
      topic('misconfigured', { configs: [{ name: 'no.such', value: '1' }] }),
      topic('nulled', { configs: [{ name: 'cleanup.policy', value: null }] }),
      topic('assigned', { assignments: [{ partitionIndex: 0, brokerIds: [1] }] }),
      topic('elsewhere', { assignments: [{ partitionIndex: 0, brokerIds: [2] }] }),
      topic('gap', { assignments: [{ partitionIndex: 1, brokerIds: [1] }] }),
      topic('both', { numPartitions: 1, assignments: [{ partitionIndex: 0, brokerIds: [1] }] }),
    ];
    const answer = await broker.ask(createTopics, 4, { topics, timeoutMs: 1000 });
    const errors = answer?.topics.map(({ name, errorCode }) => {
      const found = Object.entries(kafkaErrors).find(([, { code }]) => code === errorCode);
      return `${name} ${found?.[0]}`;
    });
    expect(errors).toEqual([
      'good NONE',
      'there TOPIC_ALREADY_EXISTS',
      'twice INVALID_REQUEST',
      'twice INVALID_REQUEST',
      'bad name INVALID_TOPIC_EXCEPTION',
      'none INVALID_PARTITIONS',
      'replicated INVALID_REPLICATION_FACTOR',
      'misconfigured INVALID_CONFIG',
      'nulled INVALID_CONFIG',
      'assigned NONE',
      'elsewhere INVALID_REPLICA_ASSIGNMENT',
      'gap INVALID_REPLICA_ASSIGNMENT',
      'both INVALID_REQUEST',
    ]);
    expect(answer?.topics[6]?.errorMessage).toBe('replication factor 3; this broker is alone, expected 1');
    expect(broker.parts.catalog.get('good')?.partitions.length).toBe(2);
    expect(broker.parts.catalog.get('assigned')?.partitions.length).toBe(1);
  });

  it('creates nothing when it is only to validate', async () => {
    const broker = new AskedBroker();
    const ask = async (name: string) =>
      (await broker.ask(createTopics, 5, { topics: [topic(name)], timeoutMs: 1000, validateOnly: true }))
        ?.topics[0];
    expect(await ask('t')).toMatchObject({ errorCode: 0, numPartitions: 1 });
    expect(broker.parts.catalog.get('t')).toBeUndefined();
    expect(await ask('a b')).toMatchObject({ errorCode: kafkaErrors.INVALID_TOPIC_EXCEPTION.code });
  });
});

describe('DeleteTopics', () => {
  it('deletes by name, and the offsets committed for the topic with it', async () => {
    const broker = new AskedBroker();
    broker.parts.catalog.create('t', { partitions: 1 });
    const offset = { topic: 't', partition: 0, offset: 4n, leaderEpoch: -1, metadata: null };
    const consumer = { groupId: 'g', generationId: -1, memberId: '', groupInstanceId: null };
    broker.parts.groups.commitOffsets({ ...consumer, offsets: [offset] });
    expect(broker.parts.groups.fetchOffsets({ groupId: 'g', topics: null })).toHaveLength(1);

    const answer = await broker.ask(deleteTopics, 1, {
      topics: [],
      topicNames: ['t', 'missing'],
      timeoutMs: 1000,
    });
    expect(answer?.responses.map(({ name, errorCode }) => [name, errorCode])).toEqual([
      ['t', 0],
      ['missing', kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code],
    ]);
    expect(broker.parts.catalog.get('t')).toBeUndefined();
    expect(broker.parts.groups.fetchOffsets({ groupId: 'g', topics: null })).toEqual([]);
  });

  it('deletes by id, and keeps what is its own', async () => {
    const broker = new AskedBroker();
    const { id } = broker.parts.catalog.create('t', { partitions: 1 });
    const zero = '00000000-0000-0000-0000-000000000000';
    const topics = [{ topicId: id }, { topicId: id }, { name: '__consumer_offsets', topicId: zero }];
    const answer = await broker.ask(deleteTopics, 6, { topics, topicNames: [], timeoutMs: 1000 });
    expect(answer?.responses.map(({ name, errorCode }) => [name, errorCode])).toEqual([
      ['t', 0],
      [null, kafkaErrors.UNKNOWN_TOPIC_ID.code],
      ['__consumer_offsets', kafkaErrors.INVALID_TOPIC_EXCEPTION.code],
    ]);
  });
});

describe('DescribeConfigs', () => {
  const ask = async (
    broker: AskedBroker,
    version: number,
    resource: { resourceType: number; resourceName: string; configurationKeys?: string[] },
    wishes: { includeSynonyms?: boolean; includeDocumentation?: boolean } = {},
  ) => (await broker.ask(describeConfigs, version, { resources: [resource], ...wishes }))?.results[0];

  it('tells where the value of a topic comes from', async () => {
    const broker = new AskedBroker({ topicDefaults: { 'segment.bytes': '1048576' } });
    broker.parts.catalog.create('t', { partitions: 1, configs: { 'cleanup.policy': 'compact' } });
    const resource = {
      resourceType: 2,
      resourceName: 't',
      configurationKeys: ['cleanup.policy', 'segment.bytes'],
    };
    const plain = await ask(broker, 4, resource);
    expect(plain?.configs).toEqual([
      expect.objectContaining({
        name: 'cleanup.policy',
        value: 'compact',
        configSource: 1,
        configType: 7,
        synonyms: [],
        documentation: null,
      }),
      expect.objectContaining({ name: 'segment.bytes', value: '1048576', configSource: 4, configType: 3 }),
    ]);
    const full = await ask(broker, 4, resource, { includeSynonyms: true, includeDocumentation: true });
    expect(full?.configs[0]?.synonyms).toEqual([
      { name: 'cleanup.policy', value: 'compact', source: 1 },
      { name: 'log.cleanup.policy', value: 'delete', source: 5 },
    ]);
    expect(full?.configs[0]?.documentation).toMatch(/\w/);
    const old = await ask(broker, 0, resource);
    expect(old?.configs.map(({ isDefault }) => isDefault)).toEqual([false, false]);
  });

  it('describes this broker, and refuses other resources', async () => {
    const broker = new AskedBroker({ defaultPartitions: 4 });
    const own = await ask(broker, 2, { resourceType: 4, resourceName: '1' });
    expect(own?.configs).toContainEqual(expect.objectContaining({ name: 'num.partitions', value: '4' }));
    const codeOf = async (resourceType: number, resourceName: string) =>
      (await ask(broker, 2, { resourceType, resourceName }))?.errorCode;
    expect(await codeOf(4, '2')).toBe(kafkaErrors.INVALID_REQUEST.code);
    expect(await codeOf(8, '1')).toBe(kafkaErrors.INVALID_REQUEST.code);
    expect(await codeOf(2, 'missing')).toBe(kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code);
  });
});
