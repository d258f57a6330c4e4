import type { Producer, ProducerBatch, RecordMetadata } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import { ProducerCollector } from './producerCollector.ts';

/** Takes batches; each is acknowledged, or fails, when the test says so. */
class Broker {
  readonly batches: ProducerBatch[] = [];
  readonly #open: { resolve(answers: RecordMetadata[]): void; reject(error: Error): void }[] = [];

  mayWrite = true;

  get collector(): ProducerCollector {
    const sendBatch = (batch: ProducerBatch) => {
      this.batches.push(batch);
      return new Promise<RecordMetadata[]>((resolve, reject) => this.#open.push({ resolve, reject }));
    };
    const producer = { sendBatch } as unknown as Producer;
    return new ProducerCollector(producer, new Map([['out', 3]]), () => this.mayWrite);
  }

  async answer(error?: Error, answers: RecordMetadata[] = []): Promise<void> {
    while (this.#open.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const next = this.#open.shift();
    if (error === undefined) next?.resolve(answers);
    else next?.reject(error);
    await new Promise((resolve) => setImmediate(resolve));
  }

  texts(): string[][] {
    return this.batches.map(({ topicMessages }) =>
      (topicMessages ?? []).flatMap(({ topic, messages }) => messages.map(({ key }) => `${topic}/${key}`)),
    );
  }
}

const record = (topic: string, key: string, value = Buffer.from('v')) => ({
  ...{ topic, partition: undefined, key: Buffer.from(key), value, timestamp: 0 },
  headers: Headers.none,
});

describe('ProducerCollector', () => {
  it('sends what comes in one turn together, and what comes meanwhile afterwards, in order', async () => {
    const broker = new Broker();
    const { collector } = broker;
    collector.send(record('out', 'a'));
    collector.send(record('log', 'b'));
    collector.send(record('out', 'c'));
    const flushed = Promise.resolve(collector.flush());
    let isFlushed = false;
    void flushed.then(() => {
      isFlushed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    collector.send(record('out', 'd'));
    await broker.answer();
    expect(isFlushed).toBe(false);
    await broker.answer();
    await flushed;
    expect(broker.texts()).toEqual([['out/a', 'out/c', 'log/b'], ['out/d']]);
    expect(collector.flush()).toBeUndefined();
  });

  it('writes times as text, for a time of 0 would become now, and keeps headers that repeat', async () => {
    const broker = new Broker();
    const { collector } = broker;
    const headers = Headers.none.with('h', 'one').with('__proto__', 'two').with('h', null);
    collector.send({ ...record('out', 'a'), partition: 2, headers });
    await broker.answer();
    const message = broker.batches[0]?.topicMessages?.[0]?.messages[0];
    expect(message).toMatchObject({ timestamp: '0', partition: 2 });
    expect(Object.entries(message?.headers ?? {})).toEqual([
      ['h', [Buffer.from('one'), null]],
      ['__proto__', [Buffer.from('two')]],
    ]);
  });

  it('knows where the last record stands that went to the partition it named', async () => {
    const broker = new Broker();
    const { collector } = broker;
    const log = { topic: 'log', partition: 1 };
    for (const key of ['a', 'b', 'c']) collector.send({ ...record('log', key), partition: 1 });
    collector.send(record('out', 'd'));
    await broker.answer(undefined, [
      { topicName: 'log', partition: 1, errorCode: 0, baseOffset: '40' },
      { topicName: 'out', partition: 0, errorCode: 0, baseOffset: '7' },
    ]);
    expect(collector.lastOffset(log)).toBe(42);
    expect(collector.lastOffset({ topic: 'out', partition: 0 })).toBeUndefined();
    collector.send({ ...record('log', 'e'), partition: 1 });
    await broker.answer(undefined, [{ topicName: 'log', partition: 1, errorCode: 0, baseOffset: '-1' }]);
    expect(collector.lastOffset(log)).toBe(42);
  });

  it('keeps requests below what a broker takes at once', async () => {
    const broker = new Broker();
    const { collector } = broker;
    for (const key of ['a', 'b', 'c']) collector.send(record('out', key, Buffer.alloc(300_000)));
    for (let i = 0; i < 3; i++) await broker.answer();
    await collector.flush();
    expect(broker.texts()).toEqual([['out/a'], ['out/b'], ['out/c']]);
  });

  it('fails every flush and send after something could not be written', async () => {
    const broker = new Broker();
    const { collector } = broker;
    collector.send(record('out', 'a'));
    const flushed = Promise.resolve(collector.flush());
    const failure = expect(flushed).rejects.toMatchObject({ code: 'PRODUCTION_FAILED' });
    await broker.answer(new Error('no leader'));
    await failure;
    expect(() => collector.flush()).toThrow('no leader');
    expect(() => collector.send(record('out', 'b'))).toThrow('no leader');
  });

  it('writes nothing when the tasks may be with others', async () => {
    const broker = new Broker();
    const { collector } = broker;
    collector.send(record('out', 'a'));
    await new Promise((resolve) => setImmediate(resolve));
    collector.send(record('out', 'b'));
    const flushed = expect(collector.flush()).rejects.toMatchObject({ code: 'TASK_MIGRATED' });
    broker.mayWrite = false;
    await broker.answer();
    await flushed;
    expect(broker.texts()).toEqual([['out/a']]);
  });

  it('knows how many partitions a topic has', () => {
    const { collector } = new Broker();
    expect(collector.partitionCount('out')).toBe(3);
    expect(() => collector.partitionCount('other')).toThrow(
      expect.objectContaining({ code: 'SOURCE_TOPIC_MISSING' }),
    );
  });
});
