import { readWineRecords } from '@kafka-tutorial/data';
import { ModelDescriptor, WineRecord } from '@kafka-tutorial/proto';
import { producerConfig, topics } from '@kafka-tutorial/serving';
import { CompressionTypes, type Kafka } from 'kafkajs';
import { type ModelWeight, modelOfWeight } from './heavyModel.ts';

const atOnce = 1000;

/** `count` data types: wine and its varieties, which share the partitions evenly. */
export function wineVarieties(count: number): string[] {
  // Of each partition two, as Kafka's partitioner sends their names; a test would tell if it did not.
  return ['wine', 'wine-3', 'wine-2', 'wine-1', 'wine-9', 'wine-6', 'wine-4', 'wine-8'].slice(0, count);
}

/** Publishes a model for each data type, and records of them in turn. */
export async function preloadVarieties(
  kafka: Kafka,
  { dataTypes, weight, records }: { dataTypes: readonly string[]; weight: ModelWeight; records: number },
): Promise<void> {
  const descriptor = await modelOfWeight(weight);
  const values = (await readWineRecords()).map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
  const producer = kafka.producer(producerConfig);
  await producer.connect();
  try {
    for (const dataType of dataTypes) {
      const value = Buffer.from(ModelDescriptor.encode({ ...descriptor, dataType }).finish());
      // Uncompressed, the heavy one is larger than Kafka takes by default.
      const compression = CompressionTypes.GZIP;
      await producer.send({ topic: topics.models, compression, messages: [{ key: dataType, value }] });
    }
    for (let from = 0; from < records; from += atOnce) {
      const messages = Array.from({ length: Math.min(atOnce, records - from) }, (_, i) => ({
        key: dataTypes[(from + i) % dataTypes.length] ?? null,
        value: values[(from + i) % values.length] as Buffer,
      }));
      await producer.send({ topic: topics.data, messages });
    }
  } finally {
    await producer.disconnect();
  }
}
