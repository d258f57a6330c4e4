import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Branched } from './branched.ts';
import { Consumed } from './consumed.ts';
import { Grouped } from './grouped.ts';
import { Materialized } from './materialized.ts';
import { Named } from './named.ts';
import { Produced } from './produced.ts';
import { Repartitioned } from './repartitioned.ts';
import { StreamsBuilder } from './streamsBuilder.ts';

const text = Serdes.string();
const strings = Consumed.with(text, text);
const byText = Grouped.with(text, text);

/** Names of all nodes by sub-topology, in the order of `build`. */
function nodeNames(builder: StreamsBuilder): string[][] {
  const { subtopologies } = builder.build().build('app');
  return subtopologies.map(({ nodes }) => nodes.map((node) => node.name));
}

const topicNames = (builder: StreamsBuilder) =>
  builder
    .build()
    .build('app')
    .internalTopics.map((topic) => topic.name);

describe('generated names', () => {
  it('count all nodes and stores of a builder', () => {
    const builder = new StreamsBuilder();
    builder
      .stream('in', strings)
      .mapValues((value) => value)
      .groupByKey(byText)
      .count()
      .toStream()
      .to('out');
    expect(nodeNames(builder)).toEqual([
      [
        'KSTREAM-SOURCE-0000000000',
        'KSTREAM-MAPVALUES-0000000001',
        'KSTREAM-AGGREGATE-0000000003',
        'KTABLE-TOSTREAM-0000000004',
        'KSTREAM-SINK-0000000005',
      ],
    ]);
    expect(topicNames(builder)).toEqual(['app-KSTREAM-AGGREGATE-STATE-STORE-0000000002-changelog']);
  });

  it('stay the same for the others when one node gets a name of its own', () => {
    const build = (named: Named | undefined) => {
      const builder = new StreamsBuilder();
      builder
        .stream('in', strings)
        .filter(() => true, named)
        .peek(() => {})
        .to('out');
      return nodeNames(builder)[0]?.filter((_name, i) => i !== 1);
    };
    expect(build(Named.as('mine'))).toEqual(build(undefined));
  });

  it('but process() and processValues() use up none when they are named', () => {
    const builder = new StreamsBuilder();
    const idle = { get: () => ({ process() {} }) };
    builder.stream('in', strings).process(idle, Named.as('one')).processValues(idle).to('out');
    expect(nodeNames(builder)).toEqual([
      ['KSTREAM-SOURCE-0000000000', 'one', 'KSTREAM-PROCESSVALUES-0000000001', 'KSTREAM-SINK-0000000002'],
    ]);
  });

  it('skip one number for a materialisation without a name', () => {
    const builder = new StreamsBuilder();
    const unnamed = Materialized.with(text, text);
    builder
      .table('in', strings, unnamed)
      .filter(() => true, unnamed)
      .mapValues((value) => value, unnamed);
    expect(nodeNames(builder)).toEqual([
      [
        'KSTREAM-SOURCE-0000000001',
        'KTABLE-SOURCE-0000000002',
        'KTABLE-FILTER-0000000004',
        'KTABLE-MAPVALUES-0000000006',
      ],
    ]);
    expect(topicNames(builder)).toEqual([]);
  });
});

describe('names of the user', () => {
  it('go to sources and sinks, tables and their sources', () => {
    const builder = new StreamsBuilder();
    builder.stream('in', strings.withName('read')).to('out', Produced.as('write'));
    builder.table('rows', strings.withName('table'), Materialized.as('kept'));
    expect(nodeNames(builder)).toEqual([
      ['read', 'write'],
      ['table-source', 'table'],
    ]);
    expect(topicNames(builder)).toEqual(['app-kept-changelog']);
  });

  it('name the branches of a split after the split', () => {
    const builder = new StreamsBuilder();
    const consumed: string[] = [];
    const branches = builder
      .stream('in', strings)
      .split(Named.as('kind-'))
      .branch((_key, value) => value === 'a', Branched.as('a'))
      .branch((_key, value) => value === 'b')
      .branch(
        (_key, value) => value === 'c',
        Branched.withConsumer((stream) => stream.to('c'), 'c'),
      )
      .defaultBranch(Branched.withFunction((stream) => stream.filter(() => true), 'rest'));
    consumed.push(...branches.keys());
    expect(consumed).toEqual(['kind-a', 'kind-2', 'kind-rest']);
    expect(nodeNames(builder)[0]).toEqual([
      'KSTREAM-SOURCE-0000000000',
      ...['kind-', 'kind-a', 'kind-2', 'kind-c'],
      'KSTREAM-SINK-0000000005',
      ...['kind-rest', 'KSTREAM-FILTER-0000000007'],
    ]);
  });

  it('name a repartition topic: that of a grouping, a repartition, a table; else the store does', () => {
    const builder = new StreamsBuilder();
    const stream = builder.stream('in', strings).selectKey((_key, value) => value);
    stream.groupByKey(byText.withName('grouping')).count();
    stream.groupByKey(byText).count(Materialized.as('store'));
    stream.repartition(Repartitioned.with(text, text).withName('spread')).to('out');
    stream.toTable(Named.as('table'), Materialized.with(text, text));
    expect(topicNames(builder).filter((name) => name.endsWith('-repartition'))).toEqual([
      'app-grouping-repartition',
      'app-spread-repartition',
      'app-store-repartition',
      'app-table-repartition',
    ]);
  });

  it.each(['', '.', '..', 'a b', 'ü', 'x'.repeat(250)])('cannot be "%s"', (name) => {
    const refused = expect.objectContaining({ code: 'TOPOLOGY_NAME_INVALID' });
    expect(() => Named.as(name)).toThrow(refused);
    expect(() => Materialized.as(name)).toThrow(refused);
  });
});
