import { describe, expect, it } from 'vitest';
import { KStreamsError } from '../errors.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Topology } from '../topology/topology.ts';
import { logAndContinue } from './logAndHandle.ts';
import { environment, raw, startTask, textSerdes } from './testing.ts';

describe('a sink', () => {
  it('writes to the partitions that its partitioner names, and else leaves the choice open', () => {
    const surroundings = environment();
    const sent: unknown[] = [];
    const collector = {
      send: ({ topic, partition }: { topic: string; partition: number | undefined }) =>
        void sent.push([topic, partition]),
      partitionCount: () => 4,
      flush() {},
    };
    const partitioner = {
      partitions: (_topic: string, _key: string | null, value: string | null, count: number) =>
        value === 'spread' ? [0, count - 1] : undefined,
    };
    const topology = new Topology()
      .addSource('source', 'in', textSerdes)
      .addSink('sink', 'out', { ...textSerdes, partitioner }, 'source');
    const task = startTask(topology, { ...surroundings, collector });
    task.addRecords('in', [raw('in', 0, 1, 'spread'), raw('in', 1, 1, 'other')]);
    while (task.process());
    expect(sent).toEqual([
      ['out', 0],
      ['out', 3],
      ['out', undefined],
    ]);
  });

  it('asks the production handler when a record cannot be serialised', () => {
    const broken = {
      ...Serdes.string(),
      serialize(): never {
        throw new KStreamsError('SERIALIZATION_FAILED', 'cannot');
      },
    };
    const topology = () =>
      new Topology()
        .addSource('source', 'in', textSerdes)
        .addSink('sink', 'out', { keySerde: Serdes.string(), valueSerde: broken }, 'source');
    const failing = startTask(topology(), environment());
    failing.addRecords('in', [raw('in', 0, 1)]);
    expect(() => failing.process()).toThrow(
      expect.objectContaining({
        code: 'PRODUCTION_FAILED',
        message: expect.stringContaining('The sink sink'),
      }),
    );
    const passing = startTask(topology(), environment({ productionExceptionHandler: logAndContinue() }));
    passing.addRecords('in', [raw('in', 0, 1)]);
    expect(passing.process()).toBe(true);
    expect(passing.metrics.droppedRecords).toBe(1);
  });

  it('needs serdes, its own or the configured ones', () => {
    const topology = new Topology().addSource('source', 'in').addSink('sink', 'out', {}, 'source');
    expect(() => startTask(topology, environment())).toThrow(
      expect.objectContaining({ code: 'TOPOLOGY_INVALID', message: expect.stringContaining('no key serde') }),
    );
    const text = Serdes.string();
    const surroundings = environment({ defaultKeySerde: text, defaultValueSerde: text });
    const task = startTask(topology, surroundings);
    task.addRecords('in', [raw('in', 0, 1, 'x')]);
    task.process();
    expect(surroundings.collector.take()).toMatchObject([{ topic: 'out', value: Buffer.from('x') }]);
  });
});
