import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Consumed } from './consumed.ts';
import { Grouped } from './grouped.ts';
import type { KStream } from './kstream.ts';
import { Materialized } from './materialized.ts';
import type { TopologyOptimization } from './optimizations.ts';
import { Repartitioned } from './repartitioned.ts';
import { StreamsBuilder } from './streamsBuilder.ts';

const text = Serdes.string();
const strings = Consumed.with(text, text);
const byText = Grouped.with(text, text);
type Strings = KStream<string | null, string | null>;

function built(add: (builder: StreamsBuilder) => void, topologyOptimization: TopologyOptimization = 'none') {
  const builder = new StreamsBuilder();
  add(builder);
  return builder.build({ topologyOptimization }).build('app');
}

const repartitions = (...of: Parameters<typeof built>) =>
  built(...of).internalTopics.filter((topic) => topic.kind === 'repartition');

describe('grouping', () => {
  it.each<[string, (stream: Strings) => Strings]>([
    ['selectKey', (s) => s.selectKey((_key, value) => value)],
    ['map', (s) => s.map((_key, value) => ({ key: value, value }))],
    ['flatMap', (s) => s.flatMap((_key, value) => [{ key: value, value }])],
    ['process', (s) => s.process<string, string>({ get: () => ({ process() {} }) })],
    ['merge with a changed key', (s) => s.merge(s.selectKey((_key, value) => value))],
  ])('repartitions after %s', (_name, change) => {
    const add = (builder: StreamsBuilder) =>
      change(builder.stream('in', strings)).groupByKey(byText).count(Materialized.as('counts'));
    expect(repartitions(add).map((topic) => topic.name)).toEqual(['app-counts-repartition']);
  });

  it.each<[string, (stream: Strings) => Strings]>([
    ['mapValues', (s) => s.mapValues((value) => value)],
    ['flatMapValues', (s) => s.flatMapValues((value) => [value])],
    ['filter and peek', (s) => s.filter(() => true).peek(() => {})],
    ['processValues', (s) => s.processValues<string>({ get: () => ({ process() {} }) })],
    ['merge', (s) => s.merge(s.filter(() => true))],
  ])('does not after %s', (_name, keep) => {
    const add = (builder: StreamsBuilder) => keep(builder.stream('in', strings)).groupByKey(byText).count();
    expect(repartitions(add)).toEqual([]);
  });

  it('shares the topic of a group with a name among its tables', () => {
    const add = (builder: StreamsBuilder) => {
      const groups = builder
        .stream('in', strings)
        .groupBy((_key, value) => value, byText.withName('letters'));
      groups.count(Materialized.as('counts'));
      groups.reduce((a, b) => a + b, Materialized.as('joined'));
    };
    expect(repartitions(add).map((topic) => topic.name)).toEqual(['app-letters-repartition']);
  });

  it('needs the serde of a grouped table', () => {
    const add = (builder: StreamsBuilder) =>
      builder
        .table('in', strings)
        .groupBy((key, value) => ({ key: value, value: key }))
        .count();
    expect(() => built(add)).toThrow(expect.objectContaining({ code: 'TOPOLOGY_INVALID' }));
  });
});

describe('repartition topics', () => {
  it('are kept until the application deletes records, and may have partitions of their own', () => {
    const add = (builder: StreamsBuilder) =>
      builder
        .stream('in', strings)
        .repartition(Repartitioned.with(text, text).withName('spread').withNumberOfPartitions(3))
        .to('out');
    expect(repartitions(add)).toEqual([
      {
        name: 'app-spread-repartition',
        kind: 'repartition',
        subtopology: 1,
        partitions: 3,
        config: {
          'cleanup.policy': 'delete',
          'message.timestamp.type': 'CreateTime',
          'retention.ms': '-1',
          'segment.bytes': '52428800',
        },
      },
    ]);
  });

  it.each([0, -1, 1.5])('cannot have %d partitions', (partitions) => {
    const refused = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });
    expect(() => Repartitioned.numberOfPartitions(partitions)).toThrow(refused);
  });

  it('that are cogrouped need the same number of partitions', () => {
    const cogrouped = (one: number, other: number) => (builder: StreamsBuilder) => {
      const [a, b] = [one, other].map((partitions, i) =>
        builder
          .stream(`in${i}`, strings)
          .repartition(Repartitioned.with(text, text).withNumberOfPartitions(partitions))
          .groupByKey(byText),
      );
      if (a === undefined || b === undefined) throw new Error('two streams expected');
      const add = (_key: string, value: string, all: string) => all + value;
      a.cogroup(add)
        .cogroup(b, add)
        .aggregate(() => '', Materialized.with(text, text));
    };
    expect(() => built(cogrouped(2, 3))).toThrow(expect.objectContaining({ code: 'TOPOLOGY_INVALID' }));
    expect(built(cogrouped(2, 2)).subtopologies.flatMap((sub) => sub.copartitionGroups)).toEqual([
      ['app-KSTREAM-REPARTITION-0000000001-repartition', 'app-KSTREAM-REPARTITION-0000000006-repartition'],
    ]);
  });
});

describe('optimisation', () => {
  const threeTables = (builder: StreamsBuilder) => {
    const stream = builder.stream('in', strings).selectKey((_key, value) => value);
    stream.groupByKey(byText).count(Materialized.as('counts'));
    stream
      .filter(() => true)
      .groupByKey(byText)
      .reduce((a, b) => a + b, Materialized.as('joined'));
    stream
      .mapValues((value) => value)
      .groupByKey(byText)
      .count(Materialized.as('mapped'));
  };

  it('lets aggregations share a topic, unless a value was changed before', () => {
    const names = (optimization: TopologyOptimization) =>
      repartitions(threeTables, optimization).map((topic) => topic.name);
    expect(names('none')).toHaveLength(3);
    expect(names('all')).toEqual(['app-counts-repartition', 'app-mapped-repartition']);
    expect(names('merge.repartition.topics')).toEqual(names('all'));
    expect(names('reuse.ktable.source.topics')).toEqual(names('none'));
  });

  it('puts the shared topic below a merge of streams with new keys', () => {
    const add = (builder: StreamsBuilder) => {
      const keyed = (topic: string) => builder.stream(topic, strings).selectKey((_key, value) => value);
      const merged = keyed('a').merge(keyed('b'));
      merged.groupByKey(byText).count(Materialized.as('one'));
      merged.groupByKey(byText).count(Materialized.as('two'));
    };
    const { subtopologies, internalTopics } = built(add, 'all');
    expect(internalTopics.filter((topic) => topic.kind === 'repartition')).toHaveLength(1);
    expect(subtopologies[0]?.nodes.map((node) => node.name)).toEqual([
      ...['KSTREAM-SOURCE-0000000000', 'KSTREAM-KEY-SELECT-0000000001'],
      ...['KSTREAM-SOURCE-0000000002', 'KSTREAM-KEY-SELECT-0000000003'],
      ...['KSTREAM-MERGE-0000000004', 'one-repartition-filter', 'one-repartition-sink'],
    ]);
  });

  it('leaves a topic alone that two merges would claim', () => {
    const add = (builder: StreamsBuilder) => {
      const keyed = (topic: string) => builder.stream(topic, strings).selectKey((_key, value) => value);
      keyed('a').merge(keyed('b')).merge(keyed('c')).groupByKey(byText).count(Materialized.as('all'));
    };
    const { subtopologies } = built(add, 'all');
    const filter = subtopologies[0]?.nodes.find((node) => node.name === 'all-repartition-filter');
    const merges = subtopologies[0]?.nodes.filter((node) => node.name.startsWith('KSTREAM-MERGE'));
    expect(merges?.at(-1)).toMatchObject({ children: [filter?.name] });
  });

  it('leaves a topic alone whose records also come another way', () => {
    const add = (builder: StreamsBuilder) => {
      const keyed = (topic: string) => builder.stream(topic, strings).selectKey((_key, value) => value);
      const shared = keyed('a');
      shared.groupByKey(byText).count(Materialized.as('own'));
      keyed('b').merge(shared).groupByKey(byText).count(Materialized.as('merged'));
    };
    expect(repartitions(add, 'all').map((topic) => topic.name)).toEqual([
      'app-merged-repartition',
      'app-own-repartition',
    ]);
  });

  it('uses the source topic of a table as its changelog', () => {
    const add = (builder: StreamsBuilder) => builder.table('rows', strings, Materialized.as('kept'));
    const stores = (optimization: TopologyOptimization) =>
      built(add, optimization).subtopologies[0]?.stateStores;
    expect(stores('none')).toMatchObject([
      { changelogTopic: 'app-kept-changelog', changelogIsSource: false },
    ]);
    expect(stores('all')).toMatchObject([{ changelogTopic: 'rows', changelogIsSource: true }]);
    expect(stores('all')?.[0]?.builder.loggingEnabled).toBe(false);
  });

  it('does not change the builder: building again gives the same', () => {
    const builder = new StreamsBuilder();
    threeTables(builder);
    const texts = (['none', 'all', 'none', 'all'] as const).map((topologyOptimization) =>
      String(builder.build({ topologyOptimization }).describe()),
    );
    expect(texts.slice(2)).toEqual(texts.slice(0, 2));
    expect(texts[0]).not.toBe(texts[1]);
  });

  it('must be known', () => {
    const refused = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });
    expect(() => new StreamsBuilder().build({ topologyOptimization: 'fast' })).toThrow(refused);
  });
});

describe('sources', () => {
  it('of the same topics are one', () => {
    const add = (builder: StreamsBuilder) => {
      builder.stream('in', strings).to('a');
      builder.stream('in', strings).to('b');
      builder.stream(/x.*/, strings).to('c');
      builder.stream(/x.*/, strings).to('d');
    };
    expect(built(add).subtopologies.map((sub) => sub.nodes.map((node) => node.kind))).toEqual([
      ['source', 'sink', 'sink'],
      ['source', 'sink', 'sink'],
    ]);
  });

  it('may not overlap, nor begin at different offsets', () => {
    const refused = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });
    const overlapping = (builder: StreamsBuilder) => {
      builder.stream(['a', 'b'], strings);
      builder.stream('b', strings);
    };
    expect(() => built(overlapping)).toThrow(refused);
    const apart = (builder: StreamsBuilder) => {
      builder.stream('a', strings.withOffsetResetPolicy('earliest'));
      builder.stream('a', strings);
    };
    expect(() => built(apart)).toThrow(refused);
  });
});
