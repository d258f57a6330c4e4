import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BufferConfig } from '../dsl/bufferConfig.ts';
import { Consumed } from '../dsl/consumed.ts';
import { Joined } from '../dsl/joined.ts';
import { JoinWindows } from '../dsl/joinWindows.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Produced } from '../dsl/produced.ts';
import { SessionWindows } from '../dsl/sessionWindows.ts';
import { StreamJoined } from '../dsl/streamJoined.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { Suppressed } from '../dsl/suppressed.ts';
import { TimeWindows } from '../dsl/timeWindows.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, TestCluster, until } from './testing.ts';

const text = Serdes.string();
const consumed = Consumed.with(text, text);
const produced = Produced.with(text, text);
const plus = (left: unknown, right: unknown) => `${left}+${right}`;

const stateDir = mkdtempSync(join(tmpdir(), 'kstreams-state-'));
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(async () => {
  await cluster.stop();
  rmSync(stateDir, { recursive: true });
});

/** Joins two streams, counts in windows that are told when they close, and joins orders with their products. */
function application(): KafkaStreams {
  const builder = new StreamsBuilder();
  const left = builder.stream('left', consumed);
  const second = JoinWindows.ofTimeDifferenceWithNoGrace(1000);
  left
    .outerJoin(builder.stream('right', consumed), plus, second, StreamJoined.with(text, text, text))
    .to('joined', produced);
  left
    .groupByKey()
    .windowedBy(TimeWindows.ofSizeWithNoGrace(1000))
    .count()
    .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
    .toStream((windowed) => `${windowed?.key}@${windowed?.window.start}`)
    .mapValues(String)
    .to('counts', produced);
  builder
    .table('orders', consumed)
    .join(builder.table('products', consumed), (order) => order.split(' ')[0] as string, plus)
    .toStream()
    .to('details', produced);
  return new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: 'windows',
    kafka: cluster.kafka,
    defaultKeySerde: text as never,
  });
}

const timed = (key: string, value: string, timestamp: number) => ({
  key,
  value,
  timestamp: String(timestamp),
});
const texts = async (topic: string) => (await cluster.read(topic)).map(({ key, value }) => `${key}=${value}`);

it('goes on after a restart with windows, joins and what is held back', async () => {
  const inputs = ['left', 'right', 'orders', 'products'];
  const topics = [...inputs, 'joined', 'counts', 'details'];
  // The two tables of a join by foreign key may differ in their partitions.
  await cluster.createTopics({ ...Object.fromEntries(topics.map((topic) => [topic, 1])), products: 3 });
  const drained = () => cluster.isDrained('windows', inputs);

  const first = application();
  await first.start();
  await cluster.produce('left', [timed('a', 'l1', 1000), timed('b', 'alone', 1000)]);
  await cluster.produce('orders', [timed('o1', 'p1 x', 0), timed('o2', 'p2 y', 0)]);
  await until('the first records', drained);
  await first.close();
  expect([await texts('joined'), await texts('counts'), await texts('details')]).toEqual([[], [], []]);

  const second = application();
  await second.start();
  await cluster.produce('right', [timed('a', 'r1', 1500)]);
  await cluster.produce('products', [timed('p1', 'tea', 0)]);
  await until('the join', async () => (await texts('joined')).length === 1);
  await cluster.produce('left', [timed('a', 'l2', 1800), timed('z', 'z1', 9000), timed('z', 'z2', 20_000)]);
  await until('the counts', async () => (await texts('counts')).length === 3);
  await until('the details', async () => (await texts('details')).length === 1);
  await until('the end', drained);
  await second.close();
  expect(await texts('joined')).toEqual(['a=l1+r1', 'a=l2+r1', 'b=alone+null', 'z=z1+null']);
  expect((await texts('counts')).sort()).toEqual(['a@1000=2', 'b@1000=1', 'z@9000=1']);
  expect(await texts('details')).toEqual(['o1=p1 x+tea']);
});

it('finds the row of the time of a record after a restart, and sessions on the disk', async () => {
  await cluster.createTopics({ rates: 1, sales: 1, priced: 1, visits: 1 });
  const open = () => {
    const builder = new StreamsBuilder();
    const rates = Stores.persistentVersionedKeyValueStore('rates', 60_000);
    const table = builder.table('rates', consumed, Materialized.as<string, string>(rates));
    const sales = builder.stream('sales', consumed);
    sales.join(table, plus, Joined.with(text, text)).to('priced', produced);
    sales
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(1000))
      .count(Materialized.as(Stores.persistentSessionStore('visits', 60_000)))
      .toStream((windowed) => `${windowed?.key}@${windowed?.window.start}-${windowed?.window.end}`)
      .mapValues(String)
      .to('visits', produced);
    return new KafkaStreams(builder.build(), {
      ...quick,
      applicationId: 'versions',
      kafka: cluster.kafka,
      stateDir: mkdtempSync(join(stateDir, 'instance-')),
      defaultKeySerde: text as never,
    });
  };
  const drained = () => cluster.isDrained('versions', ['rates', 'sales']);
  const first = open();
  await first.start();
  await cluster.produce('rates', [timed('a', 'one', 1000), timed('a', 'two', 3000)]);
  await cluster.produce('sales', [timed('a', 's0', 500)]);
  await until('the first records', drained);
  await first.close();

  const second = open();
  await second.start();
  await cluster.produce('sales', [timed('a', 's1', 1200), timed('a', 's2', 3500)]);
  await until('the sales', async () => (await texts('priced')).length === 2);
  await until('the end', drained);
  await second.close();
  expect(await texts('priced')).toEqual(['a=s1+one', 'a=s2+two']);
  expect((await texts('visits')).slice(-2)).toEqual(['a@500-1200=2', 'a@3500-3500=1']);
});
