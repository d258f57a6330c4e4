import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Consumed } from '../dsl/consumed.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, running, TestCluster, until } from './testing.ts';

const text = Serdes.string();
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'kstreams-state-'));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

/** Counts records by key in a store on the disk; says what each start restores. */
function counter(name: string, directory = stateDir) {
  const builder = new StreamsBuilder();
  builder
    .stream(`${name}-in`, Consumed.with(text, text))
    .groupByKey()
    .count(Materialized.as<string, number>(Stores.persistentKeyValueStore('counts')).withCachingDisabled())
    .toStream()
    .to(`${name}-out`, Produced.with(text, Serdes.long()));
  const streams = new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: name,
    kafka: cluster.kafka,
    stateDir: directory,
    defaultKeySerde: text as never,
  });
  const restored: number[] = [];
  streams.setGlobalStateRestoreListener({
    onRestoreEnd: (_changelog, _store, total) => restored.push(total),
  });
  return { streams, restored };
}

const keys = ['a', 'b', 'c'];
let produced = 0;

async function produce(name: string, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, i) => ({
    key: keys[i % keys.length] as string,
    value: '',
  }));
  await cluster.produce(`${name}-in`, records);
  produced += count;
}

async function counted(name: string): Promise<void> {
  const expected = Object.fromEntries(keys.map((key) => [key, produced / keys.length]));
  const isDone = async () => {
    const counts = await cluster.counts(`${name}-out`);
    return keys.every((key) => counts[key] === expected[key]);
  };
  await until(`counts of ${produced / keys.length}`, isDone);
}

async function topics(name: string, partitions: number): Promise<void> {
  produced = 0;
  await cluster.createTopics({ [`${name}-in`]: partitions, [`${name}-out`]: partitions });
}

it('restores nothing after an orderly end', async () => {
  await topics('orderly', 1);
  const first = counter('orderly');
  await first.streams.start();
  await produce('orderly', 300);
  await counted('orderly');
  await first.streams.close();
  expect(first.restored).toEqual([0]);

  const second = counter('orderly');
  await second.streams.start();
  await produce('orderly', 30);
  await counted('orderly');
  await second.streams.close();
  expect(second.restored).toEqual([0]);
});

it('restores what others have done since, when a task comes back', async () => {
  await topics('returning', 1);
  const first = counter('returning');
  await first.streams.start();
  await produce('returning', 300);
  await counted('returning');
  await first.streams.close();

  const elsewhere = mkdtempSync(join(tmpdir(), 'kstreams-state-'));
  const other = counter('returning', elsewhere);
  await other.streams.start();
  await produce('returning', 60);
  await counted('returning');
  await other.streams.close();
  rmSync(elsewhere, { recursive: true });
  expect(other.restored).toEqual([300]);

  const back = counter('returning');
  await back.streams.start();
  await produce('returning', 30);
  await counted('returning');
  await back.streams.close();
  expect(back.restored).toEqual([60]);
});

it('begins anew when the changelog is not the one that the store came from', async () => {
  await topics('replaced', 1);
  const first = counter('replaced');
  await first.streams.start();
  await produce('replaced', 300);
  await counted('replaced');
  await first.streams.close();
  await cluster.deleteTopic('replaced-counts-changelog');

  const second = counter('replaced');
  await second.streams.start();
  await produce('replaced', 3);
  produced = 3;
  await counted('replaced');
  await second.streams.close();
});

it('hands a task over within one state directory', async () => {
  await topics('shared', 4);
  const first = counter('shared');
  await first.streams.start();
  await produce('shared', 300);
  await counted('shared');
  const second = counter('shared');
  await second.streams.start();
  await until('a second member at work', () =>
    second.streams.localThreadsMetadata().some(({ activeTasks }) => activeTasks.length === 2),
  );
  await running(first.streams, second.streams);
  await produce('shared', 300);
  await counted('shared');
  // What the first one had committed and closed was all there.
  expect(second.restored).toEqual([0, 0]);
  await first.streams.close();
  await running(second.streams);
  await produce('shared', 300);
  await counted('shared');
  await second.streams.close();
});
