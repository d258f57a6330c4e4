import { describe, expect, it } from 'vitest';
import { batchesIn, batchOf } from '../log/testLog.ts';
import { type KafkaErrorName, kafkaErrors } from '../protocol/errors.ts';
import { addOffsetsToTxn } from '../protocol/messages/addOffsetsToTxn.ts';
import { addPartitionsToTxn } from '../protocol/messages/addPartitionsToTxn.ts';
import { endTxn } from '../protocol/messages/endTxn.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import { initProducerId } from '../protocol/messages/initProducerId.ts';
import { listOffsets } from '../protocol/messages/listOffsets.ts';
import { offsetFetch } from '../protocol/messages/offsetFetch.ts';
import { produce } from '../protocol/messages/produce.ts';
import { txnOffsetCommit } from '../protocol/messages/txnOffsetCommit.ts';
import { buildBatch } from '../records/buildBatch.ts';
import { readMarkerType } from '../records/controlRecord.ts';
import { AskedBroker } from '../testing/askBroker.ts';
import { encodeTransactionKey, encodeTransactionValue } from '../transactions/transactionRecords.ts';

const nameOf = (code: number | undefined) =>
  Object.entries(kafkaErrors).find(([, entry]) => entry.code === code)?.[0] as KafkaErrorName;

const timeoutMs = 60_000;

/** A transactional producer that says what it was answered. */
class Producer {
  readonly broker: AskedBroker;
  readonly transactionalId: string;
  producerId = -1n;
  producerEpoch = -1;
  sequence = 0;

  constructor(broker: AskedBroker, transactionalId = 'tx') {
    this.broker = broker;
    this.transactionalId = transactionalId;
  }

  async init(version = 4, asked: { producerId?: bigint; producerEpoch?: number } = {}) {
    const { transactionalId } = this;
    const request = { transactionalId, transactionTimeoutMs: timeoutMs, ...asked };
    const answer = await this.broker.ask(initProducerId, version, request);
    if (answer?.errorCode === 0) {
      this.producerId = answer.producerId;
      this.producerEpoch = answer.producerEpoch;
      this.sequence = 0;
    }
    return nameOf(answer?.errorCode);
  }

  async add(topic = 't', partition = 0, version = 3) {
    const topics = [{ name: topic, partitions: [partition] }];
    const answer = await this.broker.ask(addPartitionsToTxn, version, { ...this.#self(), topics });
    return nameOf(answer?.resultsByTopic[0]?.resultsByPartition[0]?.partitionErrorCode);
  }

  async send(value: string, topic = 't', isTransactional = true) {
    const { producerId, producerEpoch, sequence: baseSequence } = this;
    const timestamp = BigInt(this.broker.clock.now());
    const records = batchOf([value], { producerId, producerEpoch, baseSequence, isTransactional, timestamp });
    const partitionData = [{ index: 0, records }];
    const request = { transactionalId: this.transactionalId, acks: -1, timeoutMs: 0 };
    const answer = await this.broker.ask(produce, 9, {
      ...request,
      topicData: [{ name: topic, partitionData }],
    });
    const { errorCode } = answer?.responses[0]?.partitionResponses[0] ?? {};
    if (errorCode === 0) this.sequence++;
    return nameOf(errorCode);
  }

  async end(committed: boolean, version = 3) {
    return nameOf((await this.broker.ask(endTxn, version, { ...this.#self(), committed }))?.errorCode);
  }

  async commitOffset(
    offset: bigint,
    group: { groupId?: string; generationId?: number; memberId?: string } = {},
  ) {
    const partitions = [{ partitionIndex: 0, committedOffset: offset }];
    const topics = [{ name: 't', partitions }];
    const request = { ...this.#self(), groupId: 'g', ...group, topics };
    const answer = await this.broker.ask(txnOffsetCommit, 3, request);
    return nameOf(answer?.topics[0]?.partitions[0]?.errorCode);
  }

  async addOffsets(groupId = 'g') {
    return nameOf((await this.broker.ask(addOffsetsToTxn, 3, { ...this.#self(), groupId }))?.errorCode);
  }

  #self() {
    const { transactionalId, producerId, producerEpoch } = this;
    return { transactionalId, producerId, producerEpoch };
  }
}

async function started() {
  const broker = new AskedBroker();
  broker.parts.catalog.create('t', { partitions: 1 });
  const producer = new Producer(broker);
  expect(await producer.init()).toBe('NONE');
  return { broker, producer };
}

/** What a reader of committed records sees of partition 0: the batches up to the stable end, less the aborted ones. */
async function committedValues(broker: AskedBroker, topic = 't') {
  const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000_000 }];
  const answer = await broker.ask(fetch, 12, {
    maxWaitMs: 0,
    minBytes: 0,
    isolationLevel: 1,
    topics: [{ topic, partitions }],
    forgottenTopicsData: [],
  });
  const { records, abortedTransactions, lastStableOffset, highWatermark } =
    answer?.responses[0]?.partitions[0] ?? {};
  const aborted = new Map<bigint, bigint>(
    (abortedTransactions ?? []).map(({ producerId, firstOffset }) => [producerId, firstOffset]),
  );
  const values: string[] = [];
  for (const batch of batchesIn(records ?? Buffer.alloc(0))) {
    if (batch.isControl) {
      if (readMarkerType(batch) === 'abort') aborted.delete(batch.producerId);
      continue;
    }
    const first = aborted.get(batch.producerId);
    const isAborted = batch.isTransactional && first !== undefined && batch.baseOffset >= first;
    if (!isAborted) values.push(batch.body.toString('latin1').slice(-2, -1));
  }
  return { values, lastStableOffset, highWatermark, aborted: abortedTransactions };
}

async function groupOffset(broker: AskedBroker, requireStable = false) {
  const groups = [{ groupId: 'g', topics: [{ name: 't', partitionIndexes: [0] }] }];
  const answer = await broker.ask(offsetFetch, 8, { groups, requireStable });
  const found = answer?.groups[0]?.topics[0]?.partitions[0];
  return found?.errorCode === 0 ? found.committedOffset : nameOf(found?.errorCode);
}

describe('a transaction', () => {
  it('shows its records when it is committed, and not before', async () => {
    const { broker, producer } = await started();
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
    const { broker, producer } = await started();
    const other = new Producer(broker, 'other');
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
    const { broker, producer } = await started();
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
    const { broker, producer } = await started();
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
    const { broker, producer } = await started();
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

describe('a new producer with the same transactional id', () => {
  it('fences the old one and aborts what it left open', async () => {
    const { broker, producer: old } = await started();
    await old.add();
    await old.send('a');
    const next = new Producer(broker);
    expect(await next.init()).toBe('NONE');
    expect(next.producerId).toBe(old.producerId);
    expect(next.producerEpoch).toBe(old.producerEpoch + 2);
    expect(await old.send('b')).toBe('INVALID_PRODUCER_EPOCH');
    expect(await old.add()).toBe('PRODUCER_FENCED');
    expect(await old.add('t', 0, 1)).toBe('INVALID_PRODUCER_EPOCH');
    expect(await old.end(true)).toBe('PRODUCER_FENCED');
    expect(await old.end(true, 1)).toBe('INVALID_PRODUCER_EPOCH');
    expect(await old.addOffsets()).toBe('PRODUCER_FENCED');
    await next.add();
    expect(await next.send('c')).toBe('NONE');
    await next.end(true);
    expect((await committedValues(broker)).values).toEqual(['c']);
  });

  it('may be the old one, which asks for its next epoch, and once more when it missed the answer', async () => {
    const { producer } = await started();
    const { producerId, producerEpoch } = producer;
    expect(await producer.init(4, { producerId, producerEpoch })).toBe('NONE');
    expect(producer.producerEpoch).toBe(1);
    expect(await producer.init(4, { producerId, producerEpoch })).toBe('NONE');
    expect(producer.producerEpoch).toBe(1);
    expect(await producer.init(4, { producerId, producerEpoch: 7 })).toBe('PRODUCER_FENCED');
    expect(await producer.init(3, { producerId, producerEpoch: 7 })).toBe('INVALID_PRODUCER_EPOCH');
    expect(await producer.init(4, { producerId: 99n, producerEpoch: 1 })).toBe('PRODUCER_FENCED');
  });

  it('gets another id when the epochs are used up', async () => {
    const { broker, producer } = await started();
    const { producerId } = producer;
    const idle = { state: 'Empty', partitions: [], startedAt: -1, updatedAt: 0 } as const;
    const usedUp = {
      ...idle,
      transactionalId: 'tx',
      producerId,
      producerEpoch: 0x7ffd,
      previousEpoch: -1,
      timeoutMs,
    };
    const record = { key: encodeTransactionKey('tx'), value: encodeTransactionValue(usedUp) };
    const batch = buildBatch({ records: [record], timestamp: 0n });
    broker.parts.catalog.get('__transaction_state')?.partitions[0]?.append(batch);
    const last = new Producer(broker.restarted());
    expect(await last.init()).toBe('NONE');
    expect([last.producerId, last.producerEpoch]).toEqual([producerId, 0x7ffe]);
    expect(await last.init()).toBe('NONE');
    expect(last.producerId).not.toBe(producerId);
    expect(last.producerEpoch).toBe(0);
    expect(await last.add()).toBe('NONE');
    expect(await last.send('a')).toBe('NONE');
  });

  it('is refused without an id or with a timeout that is too long', async () => {
    const { broker } = await started();
    const ask = async (transactionalId: string, transactionTimeoutMs: number) =>
      nameOf((await broker.ask(initProducerId, 4, { transactionalId, transactionTimeoutMs }))?.errorCode);
    expect(await ask('', 1)).toBe('INVALID_REQUEST');
    expect(await ask('x', 0)).toBe('INVALID_TRANSACTION_TIMEOUT');
    expect(await ask('x', 15 * 60_000 + 1)).toBe('INVALID_TRANSACTION_TIMEOUT');
    expect(await ask('x', 15 * 60_000)).toBe('NONE');
  });
});

describe('a transaction whose time is over', () => {
  it.each(['in the running broker', 'after a restart'])(
    'is aborted, and its producer fenced, %s',
    async (when) => {
      const { broker, producer } = await started();
      await producer.add();
      await producer.send('a');
      const running = when === 'after a restart' ? broker.restarted() : broker;
      running.clock.advance(timeoutMs - 1);
      expect((await committedValues(running)).lastStableOffset).toBe(0n);
      running.clock.advance(1);
      expect(await committedValues(running)).toMatchObject({ values: [], lastStableOffset: 2n });
      const late = Object.assign(new Producer(running), { ...producer, broker: running });
      expect(await late.end(true)).toBe('PRODUCER_FENCED');
      expect(await late.init()).toBe('NONE');
      await late.add();
      expect(await late.send('b')).toBe('NONE');
      await late.end(true);
      expect((await committedValues(running)).values).toEqual(['b']);
    },
  );

  it('leaves no timer behind', async () => {
    const { broker, producer } = await started();
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
    const { broker, producer } = await started();
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
    const { broker, producer } = await started();
    await producer.addOffsets();
    await producer.commitOffset(5n);
    const restarted = broker.restarted();
    expect(await groupOffset(restarted, true)).toBe('UNSTABLE_OFFSET_COMMIT');
    restarted.clock.advance(timeoutMs);
    expect(await groupOffset(restarted, true)).toBe(-1n);
    expect(await groupOffset(restarted.restarted(), true)).toBe(-1n);
  });

  it('are refused from a member of another generation', async () => {
    const { producer } = await started();
    await producer.addOffsets();
    expect(await producer.commitOffset(5n, { generationId: 3, memberId: 'm' })).toBe('ILLEGAL_GENERATION');
    expect(await producer.commitOffset(5n)).toBe('NONE');
    expect(await producer.commitOffset(5n, { generationId: 3, memberId: 'm' })).toBe('UNKNOWN_MEMBER_ID');
  });
});

describe('a disk that fails', () => {
  it('while the transaction is decided leaves it open', async () => {
    const { broker, producer } = await started();
    await producer.add();
    await producer.send('a');
    broker.files.failNext('write');
    expect(await producer.end(true)).toBe('COORDINATOR_NOT_AVAILABLE');
    expect((await committedValues(broker)).lastStableOffset).toBe(0n);
    expect(await producer.end(true)).toBe('NONE');
    expect((await committedValues(broker)).values).toEqual(['a']);
  });

  it.each([1, 2])('behind the decision delays the end only (write %i)', async (nth) => {
    const { broker, producer } = await started();
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
    const { broker, producer } = await started();
    await producer.add();
    await producer.send('a');
    broker.files.failNth('write', 2);
    await producer.end(true);
    expect((await committedValues(broker.restarted())).values).toEqual(['a']);
  });
});

describe('a transactional id', () => {
  it('is forgotten a week after it was last used', async () => {
    const { broker, producer } = await started();
    await producer.add();
    await producer.end(true);
    broker.clock.advance(7 * 24 * 3_600_000 + 1);
    broker.parts.transactions.expire();
    expect(await producer.add()).toBe('INVALID_PRODUCER_ID_MAPPING');
    const again = Object.assign(new Producer(broker.restarted()), {
      ...producer,
      broker: broker.restarted(),
    });
    expect(await again.add()).toBe('INVALID_PRODUCER_ID_MAPPING');
  });
});
