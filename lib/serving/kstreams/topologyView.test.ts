import { Consumed, Grouped, Materialized, Produced, Serdes, StreamsBuilder } from '@kafka-tutorial/kstreams';
import { expect, it } from 'vitest';
import { topologyView } from './topologyView.ts';

it('shows topics for what reads and writes them, one for both sides of a repartition topic, and stores', () => {
  const text = Serdes.string();
  const builder = new StreamsBuilder();
  builder
    .stream('lines', Consumed.with(text, text).withName('source'))
    .groupBy((_key, line) => line, Grouped.with(text, text).withName('words'))
    .count(Materialized.as<string, number>('counts').withKeySerde(text))
    .toStream()
    .to('results', Produced.with(text, Serdes.long()));
  const description = builder.build().describe();
  const { text: shown, nodes, edges } = topologyView(description);
  expect(shown).toBe(String(description));
  expect(nodes.filter(({ kind }) => kind !== 'stage')).toEqual([
    { id: 'lines', kind: 'source' },
    { id: 'words-repartition', kind: 'topic' },
    { id: 'counts', kind: 'store' },
    { id: 'results', kind: 'sink' },
  ]);
  const ids = nodes.map(({ id }) => id);
  for (const { from, to } of edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  // From the first to the last there is a way, and it leads through the repartition topic.
  const way = ['lines'];
  for (let at: string | undefined = 'lines'; at; ) {
    at = edges.find(({ from, to }) => from === at && to !== 'counts')?.to;
    if (at) way.push(at);
  }
  expect(way).toContain('words-repartition');
  expect(way.at(-1)).toBe('results');
  expect(new Set(way).size).toBe(way.length);
});
