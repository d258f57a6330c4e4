import { describe, expect, it } from 'vitest';
import { initProducerId } from '../protocol/messages/initProducerId.ts';
import { buildBatch } from '../records/buildBatch.ts';
import {
  committedValues,
  nameOf,
  startedProducer,
  TestProducer,
  timeoutMs,
} from '../testing/transactions.ts';
import { encodeTransactionKey, encodeTransactionValue } from '../transactions/transactionRecords.ts';

describe('a new producer with the same transactional id', () => {
  it('fences the old one and aborts what it left open', async () => {
    const { broker, producer: old } = await startedProducer();
    await old.add();
    await old.send('a');
    const next = new TestProducer(broker);
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
    const { producer } = await startedProducer();
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
    const { broker, producer } = await startedProducer();
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
    const last = new TestProducer(broker.restarted());
    expect(await last.init()).toBe('NONE');
    expect([last.producerId, last.producerEpoch]).toEqual([producerId, 0x7ffe]);
    expect(await last.init()).toBe('NONE');
    expect(last.producerId).not.toBe(producerId);
    expect(last.producerEpoch).toBe(0);
    expect(await last.add()).toBe('NONE');
    expect(await last.send('a')).toBe('NONE');
  });

  it('is refused without an id or with a timeout that is too long', async () => {
    const { broker } = await startedProducer();
    const ask = async (transactionalId: string, transactionTimeoutMs: number) =>
      nameOf((await broker.ask(initProducerId, 4, { transactionalId, transactionTimeoutMs }))?.errorCode);
    expect(await ask('', 1)).toBe('INVALID_REQUEST');
    expect(await ask('x', 0)).toBe('INVALID_TRANSACTION_TIMEOUT');
    expect(await ask('x', 15 * 60_000 + 1)).toBe('INVALID_TRANSACTION_TIMEOUT');
    expect(await ask('x', 15 * 60_000)).toBe('NONE');
  });
});
