import { ensureTopics } from '@kafka-tutorial/kafka';
import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { type InputRecord, topicSpecs, topics } from '@kafka-tutorial/serving';
import { penguinBytes, wineBytes } from '@kafka-tutorial/serving/testing';
import { expect, it, vi } from 'vitest';
import { PartitionListener } from './cluster/partitionListener.ts';
import { ActorMailbox } from './supervision/actorMailbox.ts';

const backlog = 20_000;
const patience = { timeout: 30_000 };

describeWithKafka('back-pressure from a mailbox to Kafka', (connection) => {
  it('pauses the partition whose actor is slow, and no other; nothing is lost or read twice', async () => {
    const { kafka } = connection();
    await ensureTopics(kafka, topicSpecs);
    const producer = kafka.producer();
    await producer.connect();
    for (const [key, value] of [
      ['wine', Buffer.from(wineBytes())],
      ['penguins', Buffer.from(penguinBytes())],
    ] as const) {
      for (let sent = 0; sent < backlog; sent += 1000) {
        await producer.send({ topic: topics.data, messages: Array(1000).fill({ key, value }) });
      }
    }
    await producer.disconnect();

    const slow = new ActorMailbox(1000);
    const consumer = kafka.consumer({
      groupId: uniqueName('group'),
      maxWaitTimeInMs: 50,
      maxBytesPerPartition: 65_536,
    });
    const quick: InputRecord[] = [];
    let most = 0;
    const listener = new PartitionListener({
      consumer,
      async take(inputs) {
        if (inputs[0]?.message.key?.toString() === 'penguins') {
          quick.push(...inputs);
          return;
        }
        slow.putRecords(inputs);
        most = Math.max(most, slow.records.size);
        if (slow.full) await slow.room();
      },
      onModelsRead: () => {},
      onFailure: (error) => {
        throw error;
      },
    });
    await listener.start();
    await vi.waitFor(() => expect(quick).toHaveLength(backlog), patience);
    await vi.waitFor(() => expect(consumer.paused()).toHaveLength(1), patience);
    expect(consumer.paused()[0]?.partitions).toHaveLength(1);
    expect(slow.records.size).toBeLessThan(backlog / 4);

    const taken: InputRecord[] = [];
    await vi.waitFor(
      () => {
        taken.push(...slow.records.take(100));
        expect(taken).toHaveLength(backlog);
      },
      { ...patience, interval: 1 },
    );
    expect(taken.map(({ message }) => message.offset)).toEqual(
      Array.from({ length: backlog }, (_, i) => String(i)),
    );
    expect(most).toBeLessThan(3000);
    expect(consumer.paused()).toEqual([]);
    await consumer.disconnect();
  });
});
