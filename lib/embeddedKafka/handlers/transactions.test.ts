import { describe, expect, it } from 'vitest';
import { addPartitionsToTxn } from '../protocol/messages/addPartitionsToTxn.ts';
import { listOffsets } from '../protocol/messages/listOffsets.ts';
import { offsetFetch } from '../protocol/messages/offsetFetch.ts';
import type { AskedBroker } from '../testing/askBroker.ts';
import {
  committedValues,
  nameOf,
  startedProducer,
  TestProducer,
  timeoutMs,
} from '../testing/transactions.ts';

async function groupOffset(broker: AskedBroker, requireStable = false) {
  const groups = [{ groupId: 'g', topics: [{ name: 't', partitionIndexes: [0] }] }];
  const answer = await broker.ask(offsetFetch, 8, { groups, requireStable });
  const found = answer?.groups[0]?.topics[0]?.partitions[0];
  return found?.errorCode === 0 ? found.committedOffset : nameOf(found?.errorCode);
}

describe('a transaction', () => {
  it('shows its records when it is committed, and not before', async () => {
    const { broker, producer } = await startedProducer();
    expect(await producer.add()).toBe('NONE');
    expect(await producer.send('a')).toBe('NONE');
    expect(await committedValues(broker)).toMatchObject({
      values: [],
      lastStableOffset: 0n,
      highWatermark: 1n,
    });
    expect(await producer.end(true)).toBe('NONE');
    expect(await committedValues(broker)).toMatchObject({ values: ['a'], lastStableOffset: 2n, aborted: [] });
    expect(await producer.end(true)).toBe('NONE');
    expect(await producer.end(false)).toBe('INVALID_TXN_STATE');
  });

  it('never shows them when it is aborted; what others wrote meanwhile waits for its end', async () => {
    const { broker, producer } = await startedProducer();
    const other = new TestProducer(broker, 'other');
    await other.init();
    await producer.add();
    await producer.send('a');
    await other.add();
    await other.send('b');
    await other.end(true);
    expect(await committedValues(broker)).toMatchObject({ values: [], lastStableOffset: 0n });
    await producer.end(false);
    expect(await committedValues(broker)).toMatchObject({
      values: ['b'],
      lastStableOffset: 4n,
      aborted: [{ producerId: producer.producerId, firstOffset: 0n }],
    });
    await producer.add();
    expect(await producer.send('c')).toBe('NONE');
    expect(await producer.end(true)).toBe('NONE');
    expect((await committedValues(broker)).values).toEqual(['b', 'c']);
  });

  it('is part of what ListOffsets calls the latest', async () => {
    const { broker, producer } = await startedProducer();
    await producer.add();
    await producer.send('a');
    const latest = async (isolationLevel: number, timestamp = -1n) => {
      const partitions = [{ partitionIndex: 0, timestamp }];
      const request = { replicaId: -1, isolationLevel, topics: [{ name: 't', partitions }] };
      return (await broker.ask(listOffsets, 7, request))?.topics[0]?.partitions[0]?.offset;
    };
    expect([await latest(0), await latest(1)]).toEqual([1n, 0n]);
    expect([await latest(0, 1n), await latest(1, 1n)]).toEqual([0n, -1n]);
  });

  it('takes writes only to partitions that were added, only with its epoch, and only transactional ones', async () => {
    const { broker, producer } = await startedProducer();
    broker.parts.catalog.create('u', { partitions: 1 });
    expect(await producer.send('a')).toBe('INVALID_TXN_STATE');
    expect(await producer.add('t', 7)).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    await producer.add();
    expect(await producer.send('a')).toBe('NONE');
    expect(await producer.send('a', 'u')).toBe('INVALID_TXN_STATE');
    expect(await producer.send('b', 't', false)).toBe('INVALID_TXN_STATE');
    await producer.end(true);
    expect(await producer.send('c')).toBe('INVALID_TXN_STATE');
    await producer.init();
    await producer.add();
    producer.producerEpoch--;
    producer.sequence = 1;
    expect(await producer.send('d')).toBe('INVALID_PRODUCER_EPOCH');
    producer.producerId = 4711n;
    expect(await producer.send('e')).toBe('INVALID_TXN_STATE');
    expect(await producer.add()).toBe('INVALID_PRODUCER_ID_MAPPING');
  });

  it('adds all partitions or none', async () => {
    const { broker, producer } = await startedProducer();
    const topics = [{ name: 't', partitions: [0, 1] }];
    const { transactionalId, producerId, producerEpoch } = producer;
    const request = { transactionalId, producerId, producerEpoch, topics };
    const answer = await broker.ask(addPartitionsToTxn, 3, request);
    const codes = answer?.resultsByTopic[0]?.resultsByPartition.map((each) =>
      nameOf(each.partitionErrorCode),
    );
    expect(codes).toEqual(['OPERATION_NOT_ATTEMPTED', 'UNKNOWN_TOPIC_OR_PARTITION']);
    expect(await producer.end(true)).toBe('INVALID_TXN_STATE');
  });
});

describe('a transaction whose time is over', () => {
  it.each(['in the running broker', 'after a restart'])(
    'is aborted, and its producer fenced, %s',
    async (when) => {
      const { broker, producer } = await startedProducer();
      await producer.add();
      await producer.send('a');
      const running = when === 'after a restart' ? broker.restarted() : broker;
      running.clock.advance(timeoutMs - 1);
      expect((await committedValues(running)).lastStableOffset).toBe(0n);
      running.clock.advance(1);
      expect(await committedValues(running)).toMatchObject({ values: [], lastStableOffset: 2n });
      const late = Object.assign(new TestProducer(running), { ...producer, broker: running });
      expect(await late.end(true)).toBe('PRODUCER_FENCED');
      expect(await late.init()).toBe('NONE');
      await late.add();
      expect(await late.send('b')).toBe('NONE');
      await late.end(true);
      expect((await committedValues(running)).values).toEqual(['b']);
    },
  );

  it('leaves no timer behind', async () => {
    const { broker, producer } = await startedProducer();
    await producer.add();
    expect(broker.clock.pending).toBe(1);
    await producer.end(true);
    expect(broker.clock.pending).toBe(0);
    await producer.add();
    broker.parts.transactions.close();
    expect(broker.clock.pending).toBe(0);
  });
});

describe('the offsets of a transaction', () => {
  it('count when it is committed; who wants stable ones waits', async () => {
    const { broker, producer } = await startedProducer();
    expect(await producer.commitOffset(5n)).toBe('INVALID_TXN_STATE');
    expect(await producer.addOffsets('')).toBe('INVALID_GROUP_ID');
    expect(await producer.addOffsets()).toBe('NONE');
    expect(await producer.commitOffset(5n)).toBe('NONE');
    expect([await groupOffset(broker), await groupOffset(broker, true)]).toEqual([
      -1n,
      'UNSTABLE_OFFSET_COMMIT',
    ]);
    await producer.end(true);
    expect([await groupOffset(broker), await groupOffset(broker, true)]).toEqual([5n, 5n]);
    expect(await groupOffset(broker.restarted())).toBe(5n);
  });

  it('are forgotten when it is aborted', async () => {
    const { broker, producer } = await startedProducer();
    await producer.addOffsets();
    await producer.commitOffset(5n);
    const restarted = broker.restarted();
    expect(await groupOffset(restarted, true)).toBe('UNSTABLE_OFFSET_COMMIT');
    restarted.clock.advance(timeoutMs);
    expect(await groupOffset(restarted, true)).toBe(-1n);
    expect(await groupOffset(restarted.restarted(), true)).toBe(-1n);
  });

  it('are refused from a member of another generation', async () => {
    const { producer } = await startedProducer();
    await producer.addOffsets();
    expect(await producer.commitOffset(5n, { generationId: 3, memberId: 'm' })).toBe('ILLEGAL_GENERATION');
    expect(await producer.commitOffset(5n)).toBe('NONE');
    expect(await producer.commitOffset(5n, { generationId: 3, memberId: 'm' })).toBe('UNKNOWN_MEMBER_ID');
  });
});

describe('a disk that fails', () => {
  it('while the transaction is decided leaves it open', async () => {
    const { broker, producer } = await startedProducer();
    await producer.add();
    await producer.send('a');
    broker.files.failNext('write');
    expect(await producer.end(true)).toBe('COORDINATOR_NOT_AVAILABLE');
    expect((await committedValues(broker)).lastStableOffset).toBe(0n);
    expect(await producer.end(true)).toBe('NONE');
    expect((await committedValues(broker)).values).toEqual(['a']);
  });

  it.each([1, 2])('behind the decision delays the end only (write %i)', async (nth) => {
    const { broker, producer } = await startedProducer();
    await producer.add();
    await producer.send('a');
    broker.files.failNth('write', nth + 1);
    expect(await producer.end(true)).toBe('NONE');
    expect(await producer.add()).toBe('CONCURRENT_TRANSACTIONS');
    broker.clock.advance(500);
    expect((await committedValues(broker)).values).toEqual(['a']);
    expect(await producer.add()).toBe('NONE');
  });

  it('behind the decision and a kill: the next start goes on', async () => {
    const { broker, producer } = await startedProducer();
    await producer.add();
    await producer.send('a');
    broker.files.failNth('write', 2);
    await producer.end(true);
    expect((await committedValues(broker.restarted())).values).toEqual(['a']);
  });
});

describe('a transactional id', () => {
  it('is forgotten a week after it was last used', async () => {
    const { broker, producer } = await startedProducer();
    await producer.add();
    await producer.end(true);
    broker.clock.advance(7 * 24 * 3_600_000 + 1);
    broker.parts.transactions.expire();
    expect(await producer.add()).toBe('INVALID_PRODUCER_ID_MAPPING');
    const again = Object.assign(new TestProducer(broker.restarted()), {
      ...producer,
      broker: broker.restarted(),
    });
    expect(await again.add()).toBe('INVALID_PRODUCER_ID_MAPPING');
  });
});
