import type { KafkaStreams, QueriedStore } from '@kafka-tutorial/kstreams';
import { describe, expect, it } from 'vitest';
import { GroupQueries } from './groupQueries.ts';

const here = { host: '127.0.0.1', port: 8889 };
const metadata = [
  { hostInfo: here, stateStoreNames: ['models'], topicPartitions: [{ topic: 'models_data', partition: 1 }] },
];

/** A store with these entries, all on this instance. */
function attached(entries: Readonly<Record<string, unknown>>): GroupQueries {
  const store: QueriedStore = {
    locate: () => ({ activeHost: here, partition: 0 }),
    read: (_streams, _name, query) =>
      query.kind === 'key'
        ? { kind: 'key', entry: { key: query.key, value: entries[query.key] ?? null } }
        : {
            kind: 'range',
            entries: Object.entries(entries).map(([key, value]) => ({ key, value })),
            isCut: false,
          },
  };
  const streams: Partial<KafkaStreams> = {
    state: () => 'RUNNING',
    metadataForAllStreamsClients: () => metadata,
    streamsMetadataForStore: (name) => (name === 'models' ? metadata : []),
  };
  const queries = new GroupQueries({ storeName: 'models', store, basePath: '/stores' });
  queries.attach(streams as KafkaStreams, 'http://127.0.0.1:8889');
  return queries;
}

describe('GroupQueries', () => {
  it('answer for one data type and for all', async () => {
    const queries = attached({ wine: { name: 'five' }, 'a/b?c': { name: 'six' } });
    expect(await queries.value('wine')).toEqual({ status: 200, body: { name: 'five' } });
    expect(await queries.value('a/b?c')).toEqual({ status: 200, body: { name: 'six' } });
    expect(await queries.value(undefined)).toEqual({
      status: 200,
      body: { wine: { name: 'five' }, 'a/b?c': { name: 'six' } },
    });
    expect(await queries.value('beer')).toEqual({
      status: 404,
      body: { error: { code: 'HTTP_NOT_FOUND', message: 'There is no model for beer.' } },
    });
  });

  it('tell the instances, and those with a store', () => {
    const queries = attached({});
    const instance = { ...here, stores: ['models'], partitions: ['models_data-1'] };
    expect(queries.instances(undefined)).toEqual({ status: 200, body: [instance] });
    expect(queries.instances('models')).toEqual({ status: 200, body: [instance] });
    expect(queries.instances('other')).toEqual({ status: 200, body: [] });
  });

  it('ask for patience until Kafka Streams has started', async () => {
    const queries = new GroupQueries({ storeName: 'models', store: {} as QueriedStore, basePath: '/stores' });
    const answers = [
      await queries.value('wine'),
      await queries.value(undefined),
      queries.instances('models'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  });
});
