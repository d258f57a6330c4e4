import { ensureTopics } from '@kafka-tutorial/kafka';
import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { topicSpecs, topics } from '@kafka-tutorial/serving';
import { expect, it, vi } from 'vitest';
import { PartitionListener } from './partitionListener.ts';

describeWithKafka('PartitionListener', (connection) => {
  it('has read the models when only an aborted one is at the end', async () => {
    const { kafka } = connection();
    await ensureTopics(kafka, topicSpecs);
    const producer = kafka.producer({
      ...{ transactionalId: uniqueName('transaction'), idempotent: true, maxInFlightRequests: 1 },
    });
    await producer.connect();
    const transaction = await producer.transaction();
    const [sent] = await transaction.send({
      topic: topics.models,
      messages: [{ partition: 0, value: 'never' }],
    });
    await transaction.abort();
    await producer.disconnect();

    // The marker behind it is read as well.
    const end = BigInt(sent?.baseOffset ?? 0) + 2n;
    let read = 0n;
    const consumer = kafka.consumer({ groupId: uniqueName('group'), maxWaitTimeInMs: 50 });
    const listener = new PartitionListener({
      consumer,
      take: async () => {},
      onModelsRead(partition, next) {
        if (partition === 0) read = next;
      },
      onFailure: (error) => expect.unreachable(error.message),
    });
    await listener.start();
    await vi.waitFor(() => expect(read).toBe(end), 20_000);
    expect(listener.hasRead(topics.models, 0, end)).toBe(true);
    await consumer.disconnect();
  });
});
