import type { ProducerRecord } from 'kafkajs';
import { expect, it } from 'vitest';
import { publishRecords } from './dataPublisher.ts';
import { RecordCycle } from './recordCycle.ts';
import { SimulatedClock } from './simulatedClock.ts';

function setting(requestMs = 0) {
  const clock = new SimulatedClock();
  const requests: { at: number; size: number; messages: ProducerRecord['messages'] }[] = [];
  const producer = {
    async send({ messages }: ProducerRecord) {
      requests.push({ at: clock.now(), size: messages.length, messages });
      clock.advance(requestMs);
      return [];
    },
  };
  const records = new RecordCycle([
    { dataType: 'wine', values: [Buffer.from('w0'), Buffer.from('w1')] },
    { dataType: 'penguins', values: [Buffer.from('p0')] },
  ]);
  return { clock, requests, options: { producer, records, clock } };
}

const never = new AbortController().signal;

it('publishes a record a second, data types taking turns', async () => {
  const { requests, options } = setting();
  await publishRecords({ ...options, rate: 1, count: 5 }, never);
  expect(requests.map(({ at }) => Math.round(at))).toEqual([0, 1000, 2000, 3000, 4000]);
  expect(requests.flatMap(({ messages }) => messages.map(({ key, value }) => `${key} ${value}`))).toEqual([
    ...['wine w0', 'penguins p0', 'wine w1', 'penguins p0', 'wine w0'],
  ]);
});

it('keeps to a high rate although requests take time, with many records in each', async () => {
  const { clock, requests, options } = setting(3);
  await publishRecords({ ...options, rate: 20_000, count: 100_000 }, never);
  expect(clock.now()).toBeGreaterThan(4_950);
  expect(clock.now()).toBeLessThan(5_050);
  expect(requests.length).toBeLessThan(600);
});

it('sends at most a thousand records of a data type in a request, at any rate', async () => {
  const { requests, options } = setting(1);
  await publishRecords({ ...options, rate: Infinity, count: 9_001 }, never);
  expect(requests.map(({ size }) => size)).toEqual([2000, 2000, 2000, 2000, 1001]);
  for (const { messages } of requests) {
    expect(messages.filter(({ key }) => key === 'wine').length).toBeLessThanOrEqual(1000);
  }
});

it('tells of records only after Kafka has acknowledged them', async () => {
  const { options } = setting();
  const events: string[] = [];
  const producer = {
    async send({ messages }: ProducerRecord) {
      await Promise.resolve();
      events.push(`acknowledged ${messages.length}`);
      return [];
    },
  };
  const onPublished = (messages: readonly unknown[]) => events.push(`told ${messages.length}`);
  await publishRecords({ ...options, producer, onPublished, rate: 1, count: 2 }, never);
  expect(events).toEqual(['acknowledged 1', 'told 1', 'acknowledged 1', 'told 1']);
});

it('ends when it is stopped', async () => {
  const { requests, options } = setting();
  const stopping = new AbortController();
  const onPublished = () => {
    if (requests.length === 3) stopping.abort();
  };
  await publishRecords({ ...options, onPublished, rate: 1, count: Infinity }, stopping.signal);
  expect(requests).toHaveLength(3);
});

it('fails when Kafka does', async () => {
  const { options } = setting();
  const producer = { send: () => Promise.reject(new Error('gone')) };
  await expect(publishRecords({ ...options, producer, rate: 1, count: 1 }, never)).rejects.toThrow('gone');
});
