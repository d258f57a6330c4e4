import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { ModelDescriptor, WineRecord } from '@kafka-tutorial/proto';
import { producerConfig, topics } from '@kafka-tutorial/serving';
import type { Kafka } from 'kafkajs';

const atOnce = 1000;

/**
 * Publishes wine records, over and over from the data set, and before them a model, if one is named.
 *
 * @throws Error when the catalog has no model of that name
 */
export async function preload(
  kafka: Kafka,
  { records, modelName }: { readonly records: number; readonly modelName: string | undefined },
): Promise<void> {
  const producer = kafka.producer(producerConfig);
  await producer.connect();
  if (modelName !== undefined) {
    await producer.send({
      topic: topics.models,
      messages: [{ key: 'wine', value: await modelBytes(modelName) }],
    });
  }
  const values = (await readWineRecords()).map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
  for (let sent = 0; sent < records; sent += atOnce) {
    const messages = Array.from({ length: Math.min(atOnce, records - sent) }, (_, i) => ({
      key: 'wine',
      value: values[(sent + i) % values.length] as Buffer,
    }));
    await producer.send({ topic: topics.data, messages });
  }
  await producer.disconnect();
}

async function modelBytes(name: string): Promise<Buffer> {
  const catalog = await modelCatalog();
  const entry = catalog.find((known) => known.name === name);
  if (!entry) {
    throw new Error(
      `no model is called ${name}; expected one of ${catalog.map((known) => known.name).join(', ')}`,
    );
  }
  return Buffer.from(ModelDescriptor.encode(await readModelDescriptor(entry)).finish());
}
