import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { Consumed } from './consumed.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Named } from './named.ts';
import { Produced } from './produced.ts';
import { StreamsBuilder } from './streamsBuilder.ts';
import { TableJoined } from './tableJoined.ts';

const text = Serdes.string();
const invalid = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });
const plus = (left: unknown, right: unknown) => `${left}+${right}`;
/** The part of a value before the bar is a foreign key. */
const before = (value: string) => (value.includes('|') ? (value.split('|')[0] ?? null) : null);

type Text = KTable<string, string>;

function run(join: (orders: Text, products: Text) => Text) {
  const builder = new StreamsBuilder();
  const [orders, products] = [
    builder.table('orders', Consumed.with(text, text)),
    builder.table('products', Consumed.with(text, text)),
  ];
  join(orders, products).toStream(Named.as('updates')).to('out', Produced.with(text, text));
  const driver = new TopologyTestDriver(builder.build());
  const output = driver.createOutputTopic('out', text, text);
  const pipe = (topic: string, key: string, value: string | null, timestamp = 0) => {
    driver.createInputTopic(topic, text, text).pipeInput(key, value, timestamp);
    return output.readRecordsToList().map((record) => `${record.key}=${record.value}@${record.timestamp}`);
  };
  return { driver, pipe };
}

describe('a join by foreign key', () => {
  it('follows rows and what they refer to', () => {
    const { driver, pipe } = run((orders, products) => orders.join(products, before, plus));
    expect(pipe('orders', 'o1', 'p1|x', 5)).toEqual([]);
    expect(pipe('orders', 'o2', 'p1|y', 6)).toEqual([]);
    expect(pipe('products', 'p1', 'tea', 4)).toEqual(['o1=p1|x+tea@4', 'o2=p1|y+tea@4']);
    expect(pipe('orders', 'o1', 'p2|x', 7)).toEqual(['o1=null@7']);
    expect(pipe('orders', 'o3', 'p1|z', 3)).toEqual(['o3=p1|z+tea@4']);
    expect(pipe('products', 'p1', null, 8)).toEqual(['o2=null@8', 'o3=null@8']);
    expect(pipe('orders', 'o4', 'none', 3)).toEqual([]);
    expect(driver.droppedRecords()).toBe(1);
    driver.close();
  });

  it('can be followed by other steps, and kept', () => {
    const { driver, pipe } = run((orders, products) => {
      const how = TableJoined.as<string, string>('enrich');
      const kept = Materialized.as<string, string>('enriched').withValueSerde(text);
      return orders
        .leftJoin(products, before, plus, how, kept)
        .filter((_key, value) => value !== 'p1|x+null');
    });
    expect(pipe('orders', 'o1', 'p1|x')).toEqual([]);
    expect(pipe('products', 'p1', 'tea')).toEqual(['o1=p1|x+tea@0']);
    expect(driver.getTimestampedKeyValueStore<string, string>('enriched')?.get('o1')?.value).toBe('p1|x+tea');
    driver.close();
  });

  it('needs the serdes of both tables', () => {
    expect(() => run((orders, products) => orders.join(products.mapValues(String), before, plus))).toThrow(
      invalid,
    );
  });

  it.each(['inner', 'left'])('has the rows that a new %s join would have, whatever came before', (kind) => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.trunc((state / 2 ** 32) * below);
    };
    const kept = Materialized.as<string, string>('result').withValueSerde(text);
    const { driver, pipe } = run((orders, products) =>
      kind === 'left'
        ? orders.leftJoin(products, before, plus, kept)
        : orders.join(products, before, plus, kept),
    );
    const tables = { orders: new Map<string, string>(), products: new Map<string, string>() };
    for (let i = 0; i < 150; i++) {
      const topic = random(3) === 0 ? 'products' : 'orders';
      const [key, reference] = [`k${random(5)}`, random(6)];
      const value = random(4) === 0 ? null : reference === 5 ? `v${i}` : `k${reference}|v${i}`;
      pipe(topic, key, value, i);
      if (value === null) tables[topic].delete(key);
      else tables[topic].set(key, value);
    }
    const expected = [...tables.orders].flatMap(([key, order]) => {
      const product = tables.products.get(before(order) ?? '') ?? null;
      return product !== null || kind === 'left' ? [[key, plus(order, product)]] : [];
    });
    const rows = [...(driver.getTimestampedKeyValueStore<string, string>('result')?.all() ?? [])];
    const actual = rows.map(({ key, value }) => [key, value.value]);
    expect(actual, `seed ${seed}`).toEqual(expected.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
    driver.close();
  });
});

it('sends answers to the partition that the subscription came from, and subscriptions as the user says', () => {
  const builder = new StreamsBuilder();
  const [orders, products] = ['orders', 'products'].map((topic) =>
    builder.table(topic, Consumed.with(text, text)),
  ) as [Text, Text];
  const toThree = { partitions: () => [3] };
  orders.join(products, before, plus, TableJoined.with<string, string>(undefined, toThree).withName('fk'));
  const { subtopologies } = builder.build().build('app');
  const sinks = subtopologies.flatMap(({ nodes }) => nodes.filter((node) => node.kind === 'sink'));
  const partitionsOf = (name: string, value: unknown) =>
    sinks.find((sink) => sink.name === name)?.partitioner?.partitions('t', 'k', value, 8);
  expect(partitionsOf('fk-subscription-registration-sink', null)).toEqual([3]);
  const response = { hash: null, foreignValue: null, primaryPartition: 5 };
  expect(partitionsOf('fk-subscription-response-sink', response)).toEqual([5]);
});
