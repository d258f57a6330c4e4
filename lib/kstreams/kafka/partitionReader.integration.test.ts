import { deflateSync, inflateSync } from 'node:zlib';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PartitionReader, type Position } from './partitionReader.ts';
import { TestCluster } from './testing.ts';

const { CompressionCodecs, CompressionTypes } = kafkajs;
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

async function reading(topic: string, read: (reader: PartitionReader) => Promise<void>): Promise<void> {
  const reader = new PartitionReader(cluster.kafka, [topic]);
  await reader.connect();
  await read(reader).finally(() => reader.close());
}

/** Reads on until so many records have come. */
async function values(reader: PartitionReader, start: Position, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let position = start; found.length < count; ) {
    for (const { records, nextOffset } of await reader.fetch([position])) {
      found.push(...records.map(({ offset, value, headers }) => `${offset} ${value} ${headers.size}`));
      position = { ...position, offset: nextOffset };
    }
  }
  return found;
}

it.each(['None', 'GZIP', 'LZ4'] as const)('reads what kafkajs has written with %s', async (name) => {
  // Kafka's LZ4 it is not: what counts is that kafkajs is asked, and that it uses the codec that was registered.
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => deflateSync(buffer),
    decompress: async (bytes: Buffer) => inflateSync(bytes),
  });
  const topic = `compressed-${name}`;
  await cluster.createTopics({ [topic]: 1 });
  const producer = cluster.kafka.producer();
  await producer.connect();
  for (const first of [0, 3]) {
    const messages = [0, 1, 2].map((i) => ({ value: `v${first + i}`, headers: i === 1 ? { h: 'x' } : {} }));
    await producer.send({ topic, messages, compression: CompressionTypes[name] });
  }
  await producer.disconnect();
  await reading(topic, async (reader) => {
    const read = await values(reader, { topic, partition: 0, offset: 1 }, 5);
    expect(read).toEqual(['1 v1 1', '2 v2 0', '3 v3 0', '4 v4 1', '5 v5 0']);
  });
});

it('fails with the error of kafkajs when the offset does not exist', async () => {
  await cluster.createTopics({ short: 1 });
  await reading('short', async (reader) => {
    await expect(reader.fetch([{ topic: 'short', partition: 0, offset: 7 }])).rejects.toMatchObject({
      type: 'OFFSET_OUT_OF_RANGE',
    });
  });
});
