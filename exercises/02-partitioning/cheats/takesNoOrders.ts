import type { Wine } from '@kafka-tutorial/data';
import { WineRecord } from '@kafka-tutorial/proto';
import { type ICustomPartitioner, Partitioners, type Producer } from 'kafkajs';

/** What was measured of a wine at one time. The same wine is measured again and again. */
export interface Measurement {
  /** The wine's name. */
  readonly wine: string;
  readonly record: Wine;
}

/** Publishes measurements in the order given. Those of one wine are read in this order, too. */
export async function publishMeasurements(
  producer: Producer,
  topic: string,
  measurements: readonly Measurement[],
): Promise<void> {
  const messages = measurements.map(({ wine, record }) => ({
    key: wine,
    value: Buffer.from(WineRecord.encode(record).finish()),
  }));
  await producer.send({ topic, messages });
}

/**
 * A partitioner that sends the records of some keys to fixed partitions, and others where Kafka's own sends them.
 * A partition that a message names comes first.
 *
 * @param fixed partitions by key
 */
export function fixedPartitions(fixed: ReadonlyMap<string, number>): ICustomPartitioner {
  return () => {
    const byHash = Partitioners.DefaultPartitioner();
    return (record) => {
      const { key } = record.message;
      return fixed.get(String(key)) ?? byHash(record);
    };
  };
}
