import { expect, test } from 'vitest';
import { describeWithKafka, uniqueName } from './testing.ts';
import { ensureTopics } from './topics.ts';

describeWithKafka('ensureTopics', (kafka) => {
  async function describeTopics(topics: string[]): Promise<Record<string, number>> {
    const admin = kafka().kafka.admin();
    await admin.connect();
    const { topics: found } = await admin.fetchTopicMetadata({ topics });
    await admin.disconnect();
    return Object.fromEntries(found.map(({ name, partitions }) => [name, partitions.length]));
  }

  test('creates what is missing, with partition counts and settings, and leaves the rest alone', async () => {
    const [first, second] = [uniqueName('first'), uniqueName('second')];
    await ensureTopics(kafka().kafka, [{ topic: first, partitions: 4 }]);

    await ensureTopics(kafka().kafka, [
      { topic: first, partitions: 4 },
      { topic: second, partitions: 1, configEntries: [{ name: 'cleanup.policy', value: 'compact' }] },
    ]);

    expect(await describeTopics([first, second])).toEqual({ [first]: 4, [second]: 1 });
    const admin = kafka().kafka.admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: second, configNames: ['cleanup.policy'] }],
    });
    await admin.disconnect();
    expect(resources[0]?.configEntries[0]?.configValue).toBe('compact');
  });

  test('topics are ready to be written to', async () => {
    const topic = uniqueName('ready');
    await ensureTopics(kafka().kafka, [{ topic, partitions: 4 }]);
    const producer = kafka().kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
    await producer.connect();
    const messages = [0, 1, 2, 3].map((partition) => ({ partition, value: 'value' }));
    const written = await producer.send({ topic, messages });
    await producer.disconnect();
    expect(written.map(({ baseOffset }) => baseOffset)).toEqual(['0', '0', '0', '0']);
  });

  test('five programs may ask for the same topics at once', async () => {
    const specs = ['a', 'b', 'c'].map((base) => ({ topic: uniqueName(base), partitions: 2 }));
    await Promise.all([1, 2, 3, 4, 5].map(() => ensureTopics(kafka().kafka, specs)));
    const counts = Object.values(await describeTopics(specs.map(({ topic }) => topic)));
    expect(counts).toEqual([2, 2, 2]);
  });

  test('another number of partitions is an error that says what to do', async () => {
    const topic = uniqueName('other');
    await ensureTopics(kafka().kafka, [{ topic, partitions: 2 }]);
    await expect(ensureTopics(kafka().kafka, [{ topic, partitions: 4 }])).rejects.toMatchObject({
      code: 'KAFKA_TOPIC_PARTITIONS',
      message: `the topic ${topic} has 2 partitions; expected 4`,
      hint: expect.stringContaining('Delete the topic'),
    });
  });
});
