import { describe, expect, it } from 'vitest';
import { batchOf } from '../log/testLog.ts';
import { type KafkaErrorName, kafkaErrors } from '../protocol/errors.ts';
import { alterConfigs } from '../protocol/messages/alterConfigs.ts';
import { createPartitions } from '../protocol/messages/createPartitions.ts';
import { deleteRecords } from '../protocol/messages/deleteRecords.ts';
import { incrementalAlterConfigs } from '../protocol/messages/incrementalAlterConfigs.ts';
import { offsetForLeaderEpoch } from '../protocol/messages/offsetForLeaderEpoch.ts';
import { AskedBroker } from '../testing/askBroker.ts';

function brokerWithTopic(configs: Record<string, string> = {}, partitions = 1) {
  const broker = new AskedBroker();
  broker.parts.catalog.create('t', { partitions, configs });
  const topic = () => {
    const found = broker.parts.catalog.get('t');
    if (!found) throw new Error('no topic');
    return found;
  };
  return { broker, topic };
}

const nameOf = (code: number | undefined) =>
  Object.entries(kafkaErrors).find(([, entry]) => entry.code === code)?.[0] as KafkaErrorName;

describe('CreatePartitions', () => {
  const ask = async (
    broker: AskedBroker,
    name: string,
    count: number,
    more: object = {},
    validateOnly = false,
  ) => {
    const request = { topics: [{ name, count, ...more }], timeoutMs: 1000, validateOnly };
    return nameOf((await broker.ask(createPartitions, 3, request))?.results[0]?.errorCode);
  };

  it('adds partitions, which are there after a restart too', async () => {
    const { broker, topic } = brokerWithTopic();
    topic().partitions[0]?.append(batchOf(['a']));
    expect(await ask(broker, 't', 3)).toBe('NONE');
    topic().partitions[2]?.append(batchOf(['b']));
    expect(topic().partitions.map(({ endOffset }) => endOffset)).toEqual([1n, 0n, 1n]);
    const again = broker.restarted().parts.catalog.get('t');
    expect(again?.partitions.map(({ endOffset }) => endOffset)).toEqual([1n, 0n, 1n]);
    expect(again?.id).toBe(topic().id);
  });

  it('refuses what is not more, not there or not here', async () => {
    const { broker, topic } = brokerWithTopic({}, 2);
    expect(await ask(broker, 't', 2)).toBe('INVALID_PARTITIONS');
    expect(await ask(broker, 't', 1)).toBe('INVALID_PARTITIONS');
    expect(await ask(broker, 't', 20_000)).toBe('INVALID_PARTITIONS');
    expect(await ask(broker, 'missing', 3)).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    expect(await ask(broker, 't', 3, { assignments: [{ brokerIds: [2] }] })).toBe(
      'INVALID_REPLICA_ASSIGNMENT',
    );
    expect(await ask(broker, 't', 4, { assignments: [{ brokerIds: [1] }] })).toBe(
      'INVALID_REPLICA_ASSIGNMENT',
    );
    expect(await ask(broker, 't', 3, {}, true)).toBe('NONE');
    expect(topic().partitions).toHaveLength(2);
    expect(await ask(broker, 't', 3, { assignments: [{ brokerIds: [1] }] })).toBe('NONE');
    expect(topic().partitions).toHaveLength(3);
  });
});

describe('DeleteRecords', () => {
  const ask = async (broker: AskedBroker, offset: bigint, name = 't') => {
    const topics = [{ name, partitions: [{ partitionIndex: 0, offset }] }];
    const answer = (await broker.ask(deleteRecords, 2, { topics, timeoutMs: 1000 }))?.topics[0]
      ?.partitions[0];
    return [nameOf(answer?.errorCode), answer?.lowWatermark];
  };

  it('moves the beginning of a partition, also in the middle of a segment, for good', async () => {
    const { broker, topic } = brokerWithTopic();
    for (const value of ['a', 'b', 'c', 'd']) topic().partitions[0]?.append(batchOf([value]));
    expect(await ask(broker, 2n)).toEqual(['NONE', 2n]);
    expect(await ask(broker, 1n)).toEqual(['NONE', 2n]);
    expect(() => topic().partitions[0]?.read(1n, 100)).toThrow(
      expect.objectContaining({ error: 'OFFSET_OUT_OF_RANGE' }),
    );
    const restarted = broker.restarted();
    expect(restarted.parts.catalog.get('t')?.partitions[0]?.startOffset).toBe(2n);
    expect(await ask(restarted, -1n)).toEqual(['NONE', 4n]);
  });

  it('refuses offsets behind the end, topics that are only compacted, and its own', async () => {
    const { broker } = brokerWithTopic();
    expect(await ask(broker, 1n)).toEqual(['OFFSET_OUT_OF_RANGE', -1n]);
    expect(await ask(broker, -2n)).toEqual(['OFFSET_OUT_OF_RANGE', -1n]);
    expect(await ask(broker, 0n, 'missing')).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', -1n]);
    expect(await ask(broker, 0n, '__consumer_offsets')).toEqual(['INVALID_TOPIC_EXCEPTION', -1n]);
    expect(await ask(brokerWithTopic({ 'cleanup.policy': 'compact' }).broker, 0n)).toEqual([
      'POLICY_VIOLATION',
      -1n,
    ]);
  });
});

describe('AlterConfigs', () => {
  it('puts the configs of the request in place of those that were set, with effect', async () => {
    const { broker, topic } = brokerWithTopic({ 'retention.ms': '5' });
    const configs = [{ name: 'max.message.bytes', value: '80' }];
    const resources = [{ resourceType: 2, resourceName: 't', configs }];
    const answer = await broker.ask(alterConfigs, 2, { resources, validateOnly: false });
    expect(answer?.responses).toMatchObject([{ errorCode: 0, resourceType: 2, resourceName: 't' }]);
    expect(topic().config.set).toEqual({ 'max.message.bytes': '80' });
    expect(() => topic().partitions[0]?.append(batchOf(['long enough to be refused']))).toThrow(
      expect.objectContaining({ error: 'MESSAGE_TOO_LARGE' }),
    );
    expect(broker.restarted().parts.catalog.get('t')?.config.set).toEqual({ 'max.message.bytes': '80' });
  });
});

describe('IncrementalAlterConfigs', () => {
  interface Change {
    name: string;
    configOperation: number;
    value?: string | null;
  }
  const ask = async (broker: AskedBroker, configs: Change[], more: object = {}, validateOnly = false) => {
    const resources = [{ resourceType: 2, resourceName: 't', configs, ...more }];
    const answer = await broker.ask(incrementalAlterConfigs, 1, { resources, validateOnly });
    return nameOf(answer?.responses[0]?.errorCode);
  };
  const [set, remove, append, subtract] = [0, 1, 2, 3];

  it('sets, deletes, adds to lists and takes from them', async () => {
    const { broker, topic } = brokerWithTopic({ 'retention.ms': '5' });
    expect(
      await ask(broker, [
        { name: 'retention.ms', configOperation: remove },
        { name: 'segment.bytes', configOperation: set, value: '1000' },
        { name: 'cleanup.policy', configOperation: append, value: 'compact' },
      ]),
    ).toBe('NONE');
    expect(topic().config.set).toEqual({ 'segment.bytes': '1000', 'cleanup.policy': 'delete,compact' });
    await ask(broker, [{ name: 'cleanup.policy', configOperation: subtract, value: 'delete' }]);
    expect(topic().partitions[0]?.config).toMatchObject({
      compacted: true,
      deleted: false,
      segmentBytes: 1000,
    });
  });

  it('refuses what makes no sense, and changes nothing then', async () => {
    const { broker, topic } = brokerWithTopic();
    const change = (name: string, configOperation: number, value: string | null = '1') => [
      { name, configOperation, value },
    ];
    expect(await ask(broker, change('retention.ms', set, 'soon'))).toBe('INVALID_CONFIG');
    expect(await ask(broker, change('no.such', set))).toBe('INVALID_CONFIG');
    expect(await ask(broker, change('retention.ms', append))).toBe('INVALID_CONFIG');
    expect(await ask(broker, change('retention.ms', set, null))).toBe('INVALID_REQUEST');
    expect(await ask(broker, change('retention.ms', 4))).toBe('INVALID_REQUEST');
    expect(await ask(broker, [...change('retention.ms', set), ...change('retention.ms', set)])).toBe(
      'INVALID_REQUEST',
    );
    expect(await ask(broker, change('retention.ms', set), { resourceName: 'none' })).toBe(
      'UNKNOWN_TOPIC_OR_PARTITION',
    );
    expect(await ask(broker, change('retention.ms', set), { resourceType: 4 })).toBe('INVALID_REQUEST');
    expect(await ask(broker, change('retention.ms', set), {}, true)).toBe('NONE');
    expect(topic().config.set).toEqual({});
  });
});

describe('OffsetForLeaderEpoch', () => {
  it.each([2, 3, 4])('has one epoch, which ends where the log does, in version %i', async (version) => {
    const { broker, topic } = brokerWithTopic();
    topic().partitions[0]?.append(batchOf(['a', 'b']));
    const ask = async (leaderEpoch: number, currentLeaderEpoch = -1, partition = 0) => {
      const partitions = [{ partition, currentLeaderEpoch, leaderEpoch }];
      const answer = await broker.ask(offsetForLeaderEpoch, version, {
        topics: [{ topic: 't', partitions }],
      });
      const found = answer?.topics[0]?.partitions[0];
      return [nameOf(found?.errorCode), found?.leaderEpoch, found?.endOffset];
    };
    expect(await ask(0)).toEqual(['NONE', 0, 2n]);
    expect(await ask(0, 0)).toEqual(['NONE', 0, 2n]);
    expect(await ask(1)).toEqual(['NONE', -1, -1n]);
    expect(await ask(0, 1)).toEqual(['UNKNOWN_LEADER_EPOCH', -1, -1n]);
    expect(await ask(0, -1, 1)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', -1, -1n]);
  });
});
