import { describe, expect, it } from 'vitest';
import { kafkaErrors } from '../protocol/errors.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import { buildBatch } from '../records/buildBatch.ts';
import { AskedBroker } from '../testing/askBroker.ts';

const batch = (value = 'v') =>
  buildBatch({ timestamp: 5n, records: [{ key: null, value: Buffer.from(value) }] });
const batchBytes = batch().length;

interface Wish {
  partition?: number;
  fetchOffset?: bigint;
  partitionMaxBytes?: number;
}

function request(wishes: Wish[], limits: { maxWaitMs?: number; minBytes?: number; maxBytes?: number } = {}) {
  const partitions = wishes.map((wish) => ({
    partition: 0,
    fetchOffset: 0n,
    partitionMaxBytes: 1_000_000,
    ...wish,
  }));
  return {
    maxWaitMs: 0,
    minBytes: 1,
    ...limits,
    topics: [{ topic: 't', partitions }],
    forgottenTopicsData: [],
  };
}

function withTopic(partitions = 1) {
  const broker = new AskedBroker();
  const topic = broker.parts.catalog.create('t', { partitions });
  const append = (partition = 0, bytes = batch()) => topic.partitions[partition]?.append(bytes);
  return { broker, topic, append };
}

/** Whether a promise has been kept by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol();
  await new Promise(setImmediate);
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe('Fetch', () => {
  it.each([4, 7, 11, 12])('gives the stored batches, in version %i', async (version) => {
    const { broker, append } = withTopic();
    append();
    append();
    const answer = await broker.ask(fetch, version, request([{ fetchOffset: 1n }]));
    const partition = answer?.responses[0]?.partitions[0];
    expect(partition).toMatchObject({ errorCode: 0, highWatermark: 2n, lastStableOffset: 2n });
    expect(partition?.records?.readBigInt64BE(0)).toBe(1n);
    expect(partition?.records?.length).toBe(batchBytes);
  });

  it('knows topics by their id from version 13 on', async () => {
    const { broker, append, topic } = withTopic();
    append();
    const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }];
    const ask = (topicId: string) =>
      broker.ask(fetch, 13, {
        maxWaitMs: 1000,
        minBytes: 1,
        topics: [{ topicId, partitions }],
        forgottenTopicsData: [],
      });
    expect((await ask(topic.id))?.responses[0]?.partitions[0]?.records?.length).toBe(batchBytes);
    const unknown = (await ask('00000000-0000-0000-0000-000000000009'))?.responses[0]?.partitions[0];
    expect(unknown).toMatchObject({ errorCode: kafkaErrors.UNKNOWN_TOPIC_ID.code });
  });

  it('gives empty records, not null, at the end of the log', async () => {
    const answer = await withTopic().broker.ask(fetch, 11, request([{}]));
    expect(answer?.responses[0]?.partitions[0]?.records).toEqual(Buffer.alloc(0));
  });

  it('gives the list of aborted transactions only to who reads committed records', async () => {
    const { broker } = withTopic();
    const aborted = async (isolationLevel: number) =>
      (await broker.ask(fetch, 11, { ...request([{}]), isolationLevel }))?.responses[0]?.partitions[0]
        ?.abortedTransactions;
    expect(await aborted(0)).toBeNull();
    expect(await aborted(1)).toEqual([]);
  });

  it('gives one batch above the limits, and only one', async () => {
    const { broker, append } = withTopic(2);
    append(0);
    append(0);
    append(1);
    const sizes = async (maxBytes: number, ...partitionMaxBytes: number[]) => {
      const wishes = partitionMaxBytes.map((max, partition) => ({ partition, partitionMaxBytes: max }));
      const answer = await broker.ask(fetch, 4, request(wishes, { maxBytes }));
      return answer?.responses[0]?.partitions.map(({ records }) => records?.length);
    };
    expect(await sizes(1, 1000, 1000)).toEqual([batchBytes, 0]);
    expect(await sizes(1000, 1, 1)).toEqual([batchBytes, 0]);
    expect(await sizes(1000, 1, 1000)).toEqual([batchBytes, batchBytes]);
    expect(await sizes(1000, 2 * batchBytes, 1000)).toEqual([2 * batchBytes, batchBytes]);
  });

  it('answers at once when an offset is out of range', async () => {
    const answer = await withTopic().broker.ask(
      fetch,
      4,
      request([{ fetchOffset: 9n }], { maxWaitMs: 60_000 }),
    );
    expect(answer?.responses[0]?.partitions[0]?.errorCode).toBe(kafkaErrors.OFFSET_OUT_OF_RANGE.code);
  });

  it('declines sessions', async () => {
    const { broker } = withTopic();
    const full = await broker.ask(fetch, 11, { ...request([{}]), sessionId: 0, sessionEpoch: 0 });
    expect(full?.sessionId).toBe(0);
    const incremental = await broker.ask(fetch, 11, { ...request([]), sessionId: 5, sessionEpoch: 1 });
    expect(incremental?.errorCode).toBe(kafkaErrors.FETCH_SESSION_ID_NOT_FOUND.code);
  });
});

describe('a parked fetch', () => {
  it('waits for the bytes it wants, over several appends', async () => {
    const { broker, append } = withTopic(2);
    const wishes = [{ partition: 0 }, { partition: 1 }];
    const answer = broker.ask(fetch, 4, request(wishes, { maxWaitMs: 1000, minBytes: 2 * batchBytes }));
    append(0);
    expect(await isSettled(answer)).toBe(false);
    append(1);
    const sizes = (await answer)?.responses[0]?.partitions.map(({ records }) => records?.length);
    expect(sizes).toEqual([batchBytes, batchBytes]);
    expect(broker.clock.pending).toBe(0);
  });

  it('gives what there is when its time is over', async () => {
    const { broker, append } = withTopic();
    const timersBefore = broker.clock.pending;
    const answer = broker.ask(fetch, 4, request([{}], { maxWaitMs: 1000, minBytes: 1_000_000 }));
    append();
    broker.clock.advance(999);
    expect(await isSettled(answer)).toBe(false);
    broker.clock.advance(1);
    expect((await answer)?.responses[0]?.partitions[0]?.records?.length).toBe(batchBytes);
    expect(broker.clock.pending).toBe(timersBefore);
  });

  it('is let go when its client is gone', async () => {
    const { broker } = withTopic();
    const timersBefore = broker.clock.pending;
    const client = new AbortController();
    const answer = broker.ask(fetch, 4, request([{}], { maxWaitMs: 1000 }), client.signal);
    expect(await isSettled(answer)).toBe(false);
    client.abort();
    expect(await isSettled(answer)).toBe(true);
    expect(broker.clock.pending).toBe(timersBefore);
  });

  it('hears that its topic is deleted', async () => {
    const { broker } = withTopic();
    const answer = broker.ask(fetch, 4, request([{}], { maxWaitMs: 1000 }));
    expect(await isSettled(answer)).toBe(false);
    broker.parts.catalog.delete('t');
    expect((await answer)?.responses[0]?.partitions[0]?.errorCode).toBe(
      kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code,
    );
  });
});
