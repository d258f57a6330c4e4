import { describe, expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import { IdempotentProducer } from './producer/idempotentProducer.ts';
import { SimulatedCluster } from './producer/simulatedCluster.testing.ts';
import { ProducerCollector } from './producerCollector.ts';

async function collectorOn(cluster: SimulatedCluster, mayWrite?: () => boolean) {
  const producer = new IdempotentProducer(cluster);
  await producer.connect();
  return new ProducerCollector(producer, cluster.topics, mayWrite);
}

const record = (value: Buffer) => ({
  ...{ topic: 'out', partition: undefined, key: null, value, timestamp: 0 },
  headers: Headers.none,
});

describe('ProducerCollector', () => {
  it('takes records at once, and has them written when it is flushed', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const collector = await collectorOn(cluster);
    for (const value of ['a', 'b']) collector.send(record(Buffer.from(value)));
    expect(cluster.arrived).toEqual([]);
    await collector.flush();
    expect(cluster.values('out')).toEqual(['a', 'b']);
    expect(collector.flush()).toBeUndefined();
  });

  it('is full while more than 16 MiB wait', async () => {
    const collector = await collectorOn(new SimulatedCluster({ out: 1 }));
    const mebibyte = Buffer.alloc(1024 * 1024);
    for (let i = 0; i < 15; i++) collector.send(record(mebibyte));
    expect(collector.full).toBe(false);
    collector.send(record(mebibyte));
    expect(collector.full).toBe(true);
    await collector.flush();
    expect(collector.full).toBe(false);
  });

  it('writes nothing when the tasks may be with others', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    let mayWrite = true;
    const collector = await collectorOn(cluster, () => mayWrite);
    collector.send(record(Buffer.from('a')));
    await collector.flush();
    mayWrite = false;
    collector.send(record(Buffer.from('b')));
    await expect(collector.flush()).rejects.toMatchObject({ code: 'TASK_MIGRATED' });
    expect(cluster.values('out')).toEqual(['a']);
  });

  it('knows how many partitions a topic has', async () => {
    const collector = await collectorOn(new SimulatedCluster({ out: 3 }));
    expect(collector.partitionCount('out')).toBe(3);
    expect(() => collector.partitionCount('other')).toThrow(
      expect.objectContaining({ code: 'SOURCE_TOPIC_MISSING' }),
    );
  });
});
