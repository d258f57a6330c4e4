import { describe, expect, it } from 'vitest';
import { Topology } from '../topology/topology.ts';
import { type LagOf, PartitionGroup } from './partitionGroup.ts';
import { RecordQueue } from './recordQueue.ts';
import { TaskContext } from './taskContext.ts';
import { environment, raw, textSerdes } from './testing.ts';

function group(topics: string[], maxTaskIdleMs = 0, lagOf: LagOf = () => 0): PartitionGroup {
  const context = new TaskContext({ subtopology: 0, partition: 0 }, [], environment());
  const topology = new Topology().addSource('source', topics, textSerdes);
  const [source] = topology.build('app').subtopologies[0]?.nodes ?? [];
  if (source?.kind !== 'source') throw new Error('no source');
  const queues = topics.map((topic) => [topic, new RecordQueue(source, context)] as const);
  return new PartitionGroup(new Map(queues), maxTaskIdleMs, lagOf);
}

function drain(partitions: PartitionGroup): string[] {
  const taken: string[] = [];
  for (let next = partitions.next(); next !== undefined; next = partitions.next()) {
    taken.push(`${next.partition}@${next.record.timestamp}`);
  }
  return taken;
}

describe('PartitionGroup', () => {
  it('takes the smallest timestamp among the first records, each partition in its own order', () => {
    const partitions = group(['a', 'b']);
    partitions.add('a', [raw('a', 0, 10), raw('a', 1, 5), raw('a', 2, 40)]);
    partitions.add('b', [raw('b', 0, 20), raw('b', 1, 30)]);
    expect(partitions.buffered).toBe(5);
    expect(drain(partitions)).toEqual(['a@10', 'a@5', 'b@20', 'b@30', 'a@40']);
    expect(partitions.buffered).toBe(0);
  });

  it('never turns the stream time back', () => {
    const partitions = group(['a']);
    const times = [10, 5, 12].map((timestamp, offset) => {
      partitions.add('a', [raw('a', offset, timestamp)]);
      partitions.next();
      return partitions.streamTime;
    });
    expect(times).toEqual([10, 10, 12]);
  });

  it('waits for a partition of which there is more in the cluster, or perhaps', () => {
    let lag: number | undefined = 1;
    const partitions = group(['a', 'b'], 0, () => lag);
    partitions.add('a', [raw('a', 0, 1)]);
    expect(partitions.ready(0)).toBe(false);
    lag = undefined;
    expect(partitions.ready(0)).toBe(false);
    lag = 0;
    expect(partitions.ready(0)).toBe(true);
  });

  it('waits for an empty partition as long as it may idle, counted anew after each record', () => {
    const partitions = group(['a', 'b'], 100);
    partitions.add('a', [raw('a', 0, 1)]);
    expect([partitions.ready(0), partitions.ready(99), partitions.ready(100)]).toEqual([false, false, true]);
    partitions.add('b', [raw('b', 0, 0)]);
    expect(partitions.ready(100)).toBe(true);
    partitions.next();
    expect([partitions.ready(150), partitions.ready(249), partitions.ready(250)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('never waits when idling is turned off, but needs a record', () => {
    const partitions = group(['a', 'b'], -1, () => 5);
    expect(partitions.ready(0)).toBe(false);
    partitions.add('a', [raw('a', 0, 1)]);
    expect(partitions.ready(0)).toBe(true);
  });

  it('knows from where to read on', () => {
    const partitions = group(['a']);
    expect(partitions.position('a')).toBeUndefined();
    partitions.add('a', [raw('a', 7, 1), raw('a', 9, 2)]);
    expect(partitions.position('a')).toBe(7);
    partitions.next();
    expect(partitions.position('a')).toBe(9);
    partitions.next();
    expect(partitions.position('a')).toBe(10);
  });

  it('goes on through thousands of buffered records', () => {
    const partitions = group(['a']);
    const records = Array.from({ length: 5000 }, (_, i) => raw('a', i, i));
    partitions.add('a', records);
    expect(drain(partitions)).toHaveLength(5000);
    expect(partitions.position('a')).toBe(5000);
  });
});
