import { describe, expect, it } from 'vitest';
import { TopicConfig } from './topicConfig.ts';
import { topicConfigNames, topicConfigTable } from './topicConfigTable.ts';

const entry = (config: TopicConfig, name: string) => config.describe().find((each) => each.name === name);

describe('TopicConfig', () => {
  it('gives the log what it needs', () => {
    expect(TopicConfig.parse({}).log).toEqual({
      segmentBytes: 1024 ** 3,
      segmentMs: 604_800_000,
      maxMessageBytes: 1_048_588,
      timestampType: 'CreateTime',
      timestampBeforeMaxMs: 2 ** 63,
      timestampAfterMaxMs: 3_600_000,
      compacted: false,
      deleted: true,
      retentionMs: 604_800_000,
      retentionBytes: -1,
      minCompactionLagMs: 0,
      maxCompactionLagMs: 2 ** 63,
      deleteRetentionMs: 86_400_000,
      minCleanableDirtyRatio: 0.5,
    });
    const set = {
      'segment.bytes': '1000',
      'max.message.bytes': '99',
      'message.timestamp.type': 'LogAppendTime',
      'cleanup.policy': 'compact',
      'retention.ms': '-1',
      'min.cleanable.dirty.ratio': '0.1',
    };
    expect(TopicConfig.parse(set).log).toMatchObject({
      segmentBytes: 1000,
      maxMessageBytes: 99,
      timestampType: 'LogAppendTime',
      compacted: true,
      deleted: false,
      retentionMs: -1,
      minCleanableDirtyRatio: 0.1,
    });
    expect(TopicConfig.parse({ 'cleanup.policy': 'delete, compact' }).log).toMatchObject({
      compacted: true,
      deleted: true,
    });
  });

  it('says where each value comes from', () => {
    const config = TopicConfig.parse(
      { 'retention.ms': '1' },
      { 'retention.ms': '2', 'segment.bytes': '3000' },
    );
    expect(entry(config, 'retention.ms')).toMatchObject({
      value: '1',
      type: 'long',
      isDefault: false,
      source: 'DYNAMIC_TOPIC_CONFIG',
      synonyms: [
        { name: 'retention.ms', value: '1', source: 'DYNAMIC_TOPIC_CONFIG' },
        { name: 'log.retention.ms', value: '2', source: 'STATIC_BROKER_CONFIG' },
      ],
    });
    expect(entry(config, 'segment.bytes')).toMatchObject({ value: '3000', source: 'STATIC_BROKER_CONFIG' });
    expect(entry(config, 'cleanup.policy')).toMatchObject({
      isDefault: true,
      source: 'DEFAULT_CONFIG',
      synonyms: [{ name: 'log.cleanup.policy', value: 'delete', source: 'DEFAULT_CONFIG' }],
    });
    expect(entry(config, 'segment.ms')).toMatchObject({ source: 'DEFAULT_CONFIG', synonyms: [] });
    expect(config.log.segmentBytes).toBe(3000);
  });

  it('describes every config of the table, and takes each default as a value', () => {
    const defaults = Object.fromEntries(
      topicConfigNames.map((name) => [name, topicConfigTable[name].default]),
    );
    const config = TopicConfig.parse(defaults);
    expect(config.describe().map(({ name, value }) => [name, value])).toEqual(Object.entries(defaults));
  });

  it.each([
    ['no.such.config', '1'],
    ['__proto__', '1'],
    ['segment.bytes', 'many'],
    ['segment.bytes', ''],
    ['segment.bytes', '13'],
    ['segment.bytes', '2147483648'],
    ['retention.ms', '-2'],
    ['retention.ms', '1.5'],
    ['min.cleanable.dirty.ratio', '1.1'],
    ['cleanup.policy', 'shred'],
    ['cleanup.policy', 'delete,shred'],
    ['message.timestamp.type', 'logappendtime'],
  ])('refuses %s = %s', (name, value) => {
    const set = JSON.parse(`{ ${JSON.stringify(name)}: ${JSON.stringify(value)} }`);
    const error = expect.objectContaining({
      error: 'INVALID_CONFIG',
      message: expect.stringContaining(name),
    });
    expect(() => TopicConfig.parse(set)).toThrow(error);
    expect(() => TopicConfig.parse({}, set)).toThrow(error);
  });
});
