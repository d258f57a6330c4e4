import { describe, expect, it } from 'vitest';
import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import type { KTable } from '../dsl/ktable.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Repartitioned } from '../dsl/repartitioned.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { TableJoined } from '../dsl/tableJoined.ts';
import { Serdes } from '../serdes/serdes.ts';
import { partitionCounts } from './partitionCounts.ts';
import { TaskPlan } from './taskPlan.ts';

const text = Serdes.string();

function counting(builder: StreamsBuilder, topics: string | string[] | RegExp) {
  builder
    .stream(topics, Consumed.with(text, text))
    .groupBy((_key, value) => value, Grouped.with(text, text).withName('again'))
    .count(Materialized.as<string, number>('counts').withKeySerde(text));
  return builder.build().build('app');
}

describe('partitionCounts', () => {
  it('gives a repartition topic the partitions of the widest source, and a changelog one for each task', () => {
    const topology = counting(new StreamsBuilder(), ['a', 'b']);
    const counts = partitionCounts(topology, new Map(Object.entries({ a: 2, b: 5, other: 9 })));
    expect(Object.fromEntries(counts)).toEqual({
      a: 2,
      b: 5,
      'app-again-repartition': 5,
      'app-counts-changelog': 5,
    });
    const { tasks } = new TaskPlan(topology, counts);
    expect([...tasks.keys()]).toEqual([0, 1].flatMap((sub) => [0, 1, 2, 3, 4].map((n) => `${sub}_${n}`)));
    expect(tasks.get('0_1')?.inputs.map(({ topic }) => topic)).toEqual(['a', 'b']);
    expect(tasks.get('0_2')?.inputs.map(({ topic }) => topic)).toEqual(['b']);
  });

  it('follows a chain of repartition topics, and a number that is asked for', () => {
    const builder = new StreamsBuilder();
    builder
      .stream('a', Consumed.with(text, text))
      .repartition(Repartitioned.with(text, text).withName('first').withNumberOfPartitions(7))
      .selectKey((_key, value) => value)
      .repartition(Repartitioned.with(text, text).withName('second'))
      .foreach(() => {});
    const counts = partitionCounts(builder.build().build('app'), new Map([['a', 2]]));
    expect(counts.get('app-first-repartition')).toBe(7);
    expect(counts.get('app-second-repartition')).toBe(7);
  });

  it('gives each topic of a join by foreign key as many as the table has that reads it', () => {
    const builder = new StreamsBuilder();
    const [orders, products] = ['orders', 'products'].map((topic) =>
      builder.table(topic, Consumed.with(text, text)),
    ) as [KTable<string, string>, KTable<string, string>];
    const how = TableJoined.as<string, string>('detail');
    orders.join(
      products,
      (order) => order,
      (order, product) => order + product,
      how,
    );
    const existing = new Map(Object.entries({ orders: 2, products: 5 }));
    const counts = partitionCounts(builder.build().build('app'), existing);
    expect(counts.get('app-detail-subscription-registration-topic')).toBe(5);
    expect(counts.get('app-detail-subscription-response-topic')).toBe(2);
  });

  it('reads the topics that match a pattern', () => {
    const topology = counting(new StreamsBuilder(), /in-.*/);
    const counts = partitionCounts(topology, new Map(Object.entries({ 'in-1': 1, 'in-2': 3, out: 8 })));
    expect(counts.get('app-again-repartition')).toBe(3);
    expect(new TaskPlan(topology, counts).topics).toEqual(['in-1', 'in-2', 'app-again-repartition']);
  });

  it('names source topics that are missing', () => {
    const topology = counting(new StreamsBuilder(), ['a', 'b', 'c']);
    expect(() => partitionCounts(topology, new Map([['b', 1]]))).toThrow(
      expect.objectContaining({ code: 'SOURCE_TOPIC_MISSING', message: expect.stringContaining('a, c') }),
    );
  });

  it('refuses topics that are read together and differ, and says how', () => {
    const topology = counting(new StreamsBuilder(), ['a', 'b']);
    const joined = {
      ...topology,
      subtopologies: topology.subtopologies.map((subtopology) =>
        subtopology.id === 0 ? { ...subtopology, copartitionGroups: [['a', 'b']] } : subtopology,
      ),
    };
    const differ = () => partitionCounts(joined, new Map(Object.entries({ a: 2, b: 3 })));
    expect(differ).toThrow(
      expect.objectContaining({
        code: 'PARTITIONS_MISMATCHED',
        message: expect.stringContaining('a (2), b (3)'),
      }),
    );
  });
});
