import { Writable } from 'node:stream';
import { ensureTopics } from '@kafka-tutorial/kafka';
import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { type Outcome, RecordSource } from '@kafka-tutorial/serving';
import { modelRecord, testFactory, wineBytes } from '@kafka-tutorial/serving/testing';
import { expect, it, vi } from 'vitest';
import { buildModelServer } from './modelServer.ts';

const backlog = 30_000;

describeWithKafka('back-pressure from the sink to Kafka', (connection) => {
  it('pauses the consumer while the sink is slow, holds few records, and loses none', async () => {
    const { kafka } = connection();
    const topic = uniqueName('backlog');
    await ensureTopics(kafka, [{ topic, partitions: 2 }]);
    const producer = kafka.producer();
    await producer.connect();
    const value = Buffer.from(wineBytes());
    for (let sent = 0; sent < backlog; sent += 1000) {
      await producer.send({ topic, messages: Array.from({ length: 1000 }, () => ({ value })) });
    }
    await producer.disconnect();

    const consumer = kafka.consumer({ groupId: uniqueName('group'), maxWaitTimeInMs: 100 });
    const data = new RecordSource({ consumer, topic });
    const published: Outcome[] = [];
    let goOn: (() => void) | undefined;
    let slow = true;
    const results = new Writable({
      objectMode: true,
      highWaterMark: 16,
      write(outcome: Outcome, _encoding, callback) {
        published.push(outcome);
        if (slow) goOn = callback;
        else callback();
      },
    });
    const { factory } = testFactory({ model: {} });
    const server = buildModelServer({ data, results, factory });
    await server.takeModel(modelRecord({ name: 'model' }));
    await data.start();
    const done = server.run();

    await vi.waitFor(() => expect(consumer.paused().map((paused) => paused.topic)).toEqual([topic]), 20_000);
    const { stage } = server;
    const held = () =>
      data.readableLength + stage.data.writableLength + stage.out.readableLength + results.writableLength;
    expect(published.length).toBe(1);
    expect(held()).toBeLessThan(6000);
    // Some heartbeats later it is still so: nothing trickles in, and the member stays in its group.
    let heartbeats = 0;
    consumer.on('consumer.heartbeat', () => heartbeats++);
    await vi.waitFor(() => expect(heartbeats).toBeGreaterThanOrEqual(2), 20_000);
    expect(held()).toBeLessThan(6000);
    expect(consumer.paused()).toHaveLength(1);

    slow = false;
    goOn?.();
    await vi.waitFor(() => expect(published).toHaveLength(backlog + 1), 30_000);
    expect(consumer.paused()).toEqual([]);
    const places = new Set(
      published.map(({ input }) => `${input.topic}-${input.partition}@${input.message.offset}`),
    );
    expect(places.size).toBe(backlog + 1);
    data.stop();
    await done;
    await consumer.disconnect();
  });
});
