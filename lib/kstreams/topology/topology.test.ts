import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { Topology } from './topology.ts';

const idle = () => ({ get: () => ({ process() {} }) });
const store = (name: string) =>
  Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.string(), Serdes.string());

const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

/** Two streams joined by a store, one apart, and a global store. */
function sample(): Topology {
  return new Topology()
    .addSource('orders', ['o1', 'o2'])
    .addProcessor('count', idle(), 'orders')
    .addSink('counted', 'counts', {}, 'count')
    .addSource('apart', /x-.*/)
    .addSink('copy', { extract: () => 'y', toString: () => 'byKey' }, {}, 'apart')
    .addSource('resets', 'r')
    .addProcessor('reset', idle(), 'resets')
    .addStateStore(store('counts-store'), 'count', 'reset')
    .addGlobalStore(store('prices').withLoggingDisabled(), 'price-topic', 'prices', {}, 'prices', idle());
}

describe('Topology.describe', () => {
  it('prints what Java prints', () => {
    expect(String(sample().describe())).toBe(
      [
        'Topologies:',
        '   Sub-topology: 0',
        '    Source: orders (topics: [o1, o2])',
        '      --> count',
        '    Processor: count (stores: [counts-store])',
        '      --> counted',
        '      <-- orders',
        '    Source: resets (topics: [r])',
        '      --> reset',
        '    Sink: counted (topic: counts)',
        '      <-- count',
        '    Processor: reset (stores: [counts-store])',
        '      --> none',
        '      <-- resets',
        '',
        '  Sub-topology: 1',
        '    Source: apart (topics: x-.*)',
        '      --> copy',
        '    Sink: copy (extractor class: byKey)',
        '      <-- apart',
        '',
        '  Sub-topology: 2 for global store (will not generate tasks)',
        '    Source: price-topic (topics: [prices])',
        '      --> prices',
        '    Processor: prices (stores: [prices])',
        '      --> none',
        '      <-- price-topic',
        '',
      ].join('\n'),
    );
  });

  it('is plain data as JSON', () => {
    const { subtopologies, globalStores } = JSON.parse(JSON.stringify(sample().describe()));
    expect(subtopologies[1]).toEqual({
      id: 1,
      nodes: [
        { kind: 'source', name: 'apart', pattern: 'x-.*', successors: ['copy'] },
        { kind: 'sink', name: 'copy', extractor: 'byKey', predecessors: ['apart'] },
      ],
    });
    expect(globalStores.map((global: { id: number }) => global.id)).toEqual([2]);
  });

  it('draws a Mermaid chart in which topics and stores appear once', () => {
    const chart = new Topology()
      .addSource('in', 'a"b')
      .addProcessor('p', idle(), 'in')
      .addSink('out', 'a"b', {}, 'p')
      .addStateStore(store('kept'), 'p')
      .describe()
      .toMermaid();
    expect(chart).toBe(
      [
        'flowchart TD',
        '  subgraph part0 ["Sub-topology 0"]',
        '    n0(["in"])',
        '    n1["p"]',
        '    n3(["out"])',
        '  end',
        '  n2>"a#quot;b"]',
        '  n4[("kept")]',
        '  n0 --> n1',
        '  n2 --> n0',
        '  n1 --> n3',
        '  n1 --- n4',
        '  n3 --> n2',
        '',
      ].join('\n'),
    );
  });
});

describe('Topology.build', () => {
  it('cuts the topology where neither edges nor stores connect it', () => {
    const built = sample().build('app');
    expect(built.subtopologies.map(({ id, nodes }) => [id, nodes.map((node) => node.name)])).toEqual([
      [0, ['orders', 'count', 'counted', 'resets', 'reset']],
      [1, ['apart', 'copy']],
    ]);
    expect(built.globalStores.map(({ id, store: { name } }) => [id, name])).toEqual([[2, 'prices']]);
  });

  it('names changelogs after application and store', () => {
    const [first] = sample().build('app').subtopologies;
    expect(first?.stateStores.map((s) => s.changelogTopic)).toEqual(['app-counts-store-changelog']);
    expect(first?.internalTopics).toEqual([
      {
        name: 'app-counts-store-changelog',
        kind: 'changelog',
        subtopology: 0,
        partitions: undefined,
        config: { 'cleanup.policy': 'compact', 'message.timestamp.type': 'CreateTime' },
      },
    ]);
  });

  it('gives a store without logging no topic, and one with its own configuration that', () => {
    const topology = new Topology().addSource('s', 't').addProcessor('p', idle(), 's');
    topology.addStateStore(store('quiet').withLoggingDisabled(), 'p');
    topology.addStateStore(store('loud').withLoggingEnabled({ 'segment.ms': '1000' }), 'p');
    const { internalTopics } = topology.build('app');
    expect(internalTopics.map(({ name, config }) => [name, config['segment.ms']])).toEqual([
      ['app-loud-changelog', '1000'],
    ]);
  });

  it('matches patterns against the whole name of a topic', () => {
    const node = sample().build('app').subtopologies[1]?.nodes[0];
    const pattern = node?.kind === 'source' ? node.pattern : undefined;
    expect(['x-1', 'ax-1', 'x'].map((topic) => pattern?.test(topic))).toEqual([true, false, false]);
  });

  it('adds the stores that a supplier brings', () => {
    const supplier = { ...idle(), stores: () => [store('own')] };
    const topology = new Topology().addSource('s', 't').addProcessor('p', supplier, 's');
    expect(topology.build('app').subtopologies[0]?.stateStores.map((s) => s.builder.name)).toEqual(['own']);
  });
});

describe('Topology refuses', () => {
  const base = () =>
    new Topology().addSource('s', 't').addProcessor('p', idle(), 's').addSink('k', 'o', {}, 'p');
  const kept = store('kept');

  it.each<[string, string, (topology: Topology) => unknown]>([
    ['a second node of a name', 'TOPOLOGY_NAME_TAKEN', (t) => t.addSource('p', 'u')],
    ['a parent that is not there', 'TOPOLOGY_UNKNOWN_NAME', (t) => t.addProcessor('q', idle(), 'nobody')],
    ['a node below itself', 'TOPOLOGY_INVALID', (t) => t.addProcessor('q', idle(), 'q')],
    ['a node without parents', 'TOPOLOGY_INVALID', (t) => t.addSink('q', 'o', {})],
    ['a node below a sink', 'TOPOLOGY_INVALID', (t) => t.addProcessor('q', idle(), 'k')],
    ['a source without topics', 'TOPOLOGY_INVALID', (t) => t.addSource('q', [])],
    ['a topic that is read already', 'TOPOLOGY_INVALID', (t) => t.addSource('q', 't')],
    ['a topic twice in one source', 'TOPOLOGY_INVALID', (t) => t.addSource('q', ['u', 'u'])],
    ['a pattern that matches a topic', 'TOPOLOGY_INVALID', (t) => t.addSource('q', /.*/)],
    [
      'a topic that a pattern matches',
      'TOPOLOGY_INVALID',
      (t) => t.addSource('x', /u.*/).addSource('q', 'u1'),
    ],
    [
      'a supplier that hands out one processor',
      'TOPOLOGY_INVALID',
      (t) => {
        const only = { process() {} };
        t.addProcessor('q', { get: () => only }, 's');
      },
    ],
    [
      'another store of a name',
      'TOPOLOGY_NAME_TAKEN',
      (t) => t.addStateStore(kept, 'p').addStateStore(store('kept')),
    ],
    ['a store of an unknown processor', 'TOPOLOGY_UNKNOWN_NAME', (t) => t.addStateStore(kept, 'nobody')],
    ['a store of a sink', 'TOPOLOGY_INVALID', (t) => t.addStateStore(kept, 'k')],
    ['an unknown store', 'TOPOLOGY_UNKNOWN_NAME', (t) => t.connectProcessorAndStateStores('p', 'kept')],
    [
      'a global store with logging',
      'TOPOLOGY_INVALID',
      (t) => t.addGlobalStore(store('g'), 'g', 'g', {}, 'h', idle()),
    ],
    [
      'a global store that is connected',
      'TOPOLOGY_INVALID',
      (t) => {
        t.addGlobalStore(store('g').withLoggingDisabled(), 'g', 'g', {}, 'h', idle());
        t.connectProcessorAndStateStores('p', 'g');
      },
    ],
    [
      'a global store whose source and processor share a name',
      'TOPOLOGY_NAME_TAKEN',
      (t) => t.addGlobalStore(store('g').withLoggingDisabled(), 'g', 'g', {}, 'g', idle()),
    ],
  ])('%s', (_what, code, add) => {
    expect(codeOf(() => add(base()))).toBe(code);
  });

  it('but takes the same store builder again', () => {
    const built = base().addStateStore(kept, 'p').addStateStore(kept).build('app');
    expect(built.subtopologies[0]?.stateStores.length).toBe(1);
  });
});
