import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apis } from '../apis.ts';
import { batchOf } from '../log/testLog.ts';
import { decode } from '../protocol/codec.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import { produce } from '../protocol/messages/produce.ts';
import type { Field } from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';
import { AskedBroker } from '../testing/askBroker.ts';
import { topicsIn } from './topicsIn.ts';

const requests: { key: number; kind: string; version: number; hex: string }[] = JSON.parse(
  readFileSync(new URL('../protocol/fixtures/messages.json', import.meta.url), 'utf8'),
);

function brokerWithTopics() {
  const broker = new AskedBroker();
  for (const topic of ['wine', 'beer']) broker.parts.catalog.create(topic, { partitions: 1 });
  return broker;
}

async function send(broker: AskedBroker, ...topics: string[]) {
  const topicData = topics.map((name) => ({ name, partitionData: [{ index: 0, records: batchOf(['a']) }] }));
  const answer = await broker.ask(produce, 9, { transactionalId: null, acks: -1, timeoutMs: 0, topicData });
  return answer?.responses.map(({ partitionResponses: [first] }) => first?.errorCode);
}

const { NOT_LEADER_OR_FOLLOWER } = kafkaErrors;
const length = (broker: AskedBroker, topic: string) =>
  broker.parts.catalog.get(topic)?.partitions[0]?.endOffset;

describe('a fault', () => {
  it('fails as many requests as it says, and does nothing of what they asked', async () => {
    const broker = brokerWithTopics();
    broker.parts.faults.add({ action: 'fail', api: 'Produce', error: 'NOT_LEADER_OR_FOLLOWER', times: 2 });
    const codes = [await send(broker, 'wine'), await send(broker, 'beer'), await send(broker, 'wine')];
    expect(codes).toEqual([[NOT_LEADER_OR_FOLLOWER.code], [NOT_LEADER_OR_FOLLOWER.code], [0]]);
    expect([length(broker, 'wine'), length(broker, 'beer')]).toEqual([1n, 0n]);
  });

  it('is for its topic alone, by name and by id', async () => {
    const broker = brokerWithTopics();
    broker.parts.faults.add({
      action: 'fail',
      api: 'Produce',
      topic: 'wine',
      error: 'NOT_LEADER_OR_FOLLOWER',
    });
    expect(await send(broker, 'beer')).toEqual([0]);
    expect(await send(broker, 'beer', 'wine')).toEqual([0, NOT_LEADER_OR_FOLLOWER.code]);
    expect(await send(broker, 'wine')).toEqual([0]);
    broker.parts.faults.add({ action: 'fail', api: 'Fetch', topic: 'wine', error: 'NOT_LEADER_OR_FOLLOWER' });
    const fetchById = async (topic: string) => {
      const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }];
      const topics = [{ topicId: broker.parts.catalog.get(topic)?.id ?? '', partitions }];
      const answer = await broker.ask(fetch, 13, {
        maxWaitMs: 0,
        minBytes: 0,
        topics,
        forgottenTopicsData: [],
      });
      return answer?.responses[0]?.partitions[0]?.errorCode;
    };
    expect([await fetchById('beer'), await fetchById('wine'), await fetchById('wine')]).toEqual([
      0,
      NOT_LEADER_OR_FOLLOWER.code,
      0,
    ]);
  });

  const fallible = apis.filter(({ name }) => name !== 'ApiVersions' && name !== 'DescribeCluster');

  it.each(fallible.map((api) => ({ name: api.name, api })))(
    'can fail $name, in the form of its answer',
    async ({ api }) => {
      const broker = new AskedBroker();
      const { key, versions, flexibleSince, messages } = api;
      const [, version] = versions;
      const recorded = requests.find(
        (one) => one.key === key && one.kind === 'request' && one.version === version,
      );
      const layout = { version, flexible: version >= flexibleSince };
      const request = decode(
        messages.request,
        new WireReader(Buffer.from(recorded?.hex ?? '', 'hex')),
        layout,
      );
      // What the recording has there ends a request before anything is asked of the broker.
      if ('sessionId' in request) Object.assign(request, { sessionId: 0, maxWaitMs: 0 });
      if ('acks' in request) Object.assign(request, { acks: -1 });
      if ('typesFilter' in request) Object.assign(request, { typesFilter: [] });
      if (api.name === 'CreateTopics') {
        const plain = { name: 't', numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] };
        Object.assign(request, { topics: [plain] });
      }
      if ('keyType' in request) Object.assign(request, { keyType: 0 });
      broker.parts.faults.add({ action: 'fail', api: api.name, error: 'THROTTLING_QUOTA_EXCEEDED' });
      const answer = await broker.ask(messages, version, request);
      const numbers = JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
      expect(numbers).toMatch(new RegExp(`[eE]rrorCode":${kafkaErrors.THROTTLING_QUOTA_EXCEEDED.code}\\b`));
    },
  );

  it('delays, as long as anybody waits', async () => {
    const broker = brokerWithTopics();
    broker.parts.faults.add({ action: 'delay', api: 'Produce', ms: 500, times: 2 });
    let answered = 0;
    const ask = () => send(broker, 'wine').then(() => answered++);
    const first = ask();
    broker.clock.advance(499);
    await new Promise(setImmediate);
    expect([answered, length(broker, 'wine')]).toEqual([0, 0n]);
    broker.clock.advance(1);
    await first;
    expect([answered, length(broker, 'wine')]).toEqual([1, 1n]);
  });

  it('disconnects', async () => {
    const broker = brokerWithTopics();
    broker.parts.faults.add({ action: 'disconnect', api: 'Produce' });
    await expect(send(broker, 'wine')).rejects.toMatchObject({ code: 'FAULT_INJECTED' });
    expect(await send(broker, 'wine')).toEqual([0]);
  });

  it('can be taken back, and is refused when it cannot happen', async () => {
    const { parts } = brokerWithTopics();
    parts.faults.add({ action: 'disconnect', api: 'Fetch' });
    parts.faults.clear();
    expect(parts.faults.take('Fetch', {}, () => undefined)).toEqual([]);
    const bad = [
      { action: 'disconnect', api: 'Fech' },
      { action: 'fail', api: 'ApiVersions', error: 'NOT_CONTROLLER' },
      { action: 'disconnect', api: 'Fetch', times: 0 },
      { action: 'delay', api: 'Fetch', ms: Number.NaN },
      { action: 'fail', api: 'Fetch', error: 'NO_SUCH_ERROR' as 'NONE' },
    ] as const;
    for (const fault of bad)
      expect(() => parts.faults.add(fault)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });
});

describe('topicsIn', () => {
  it('finds the topics of requests however they name them', () => {
    const name = (id: string) => (id === '7' ? 'seven' : undefined);
    expect(topicsIn({ topics: [{ name: 'a' }, { topic: 'b' }, { topicId: '7', topic: '' }] }, name)).toEqual(
      new Set(['a', 'b', 'seven']),
    );
    expect(topicsIn({ topicNames: ['a'], other: ['b'], topicData: [{ name: 'c' }] }, name)).toEqual(
      new Set(['a', 'c']),
    );
    expect(topicsIn({ groups: [{ groupId: 'g', topics: [{ name: 'a' }] }] }, name)).toEqual(new Set(['a']));
  });

  it('knows the lists of topics of every request', () => {
    const isList = ({ type }: Field) => typeof type === 'object' && 'arrayOf' in type;
    const lists = apis.flatMap(({ messages }) =>
      Object.entries(messages.request).filter(([name, field]) => /topic/i.test(name) && isList(field)),
    );
    const names = new Set(lists.map(([name]) => name));
    expect([...names].sort()).toEqual(['forgottenTopicsData', 'topicData', 'topicNames', 'topics']);
  });
});
