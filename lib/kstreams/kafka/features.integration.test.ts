import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Consumed } from '../dsl/consumed.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import type { Processor } from '../processor/processor.ts';
import type { FixedKeyProcessorContext, ProcessorContext } from '../processor/processorContext.ts';
import { Record } from '../processor/record.ts';
import { logAndContinue } from '../runtime/logAndHandle.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { KeyValueStore, ValueAndTimestamp } from '../state/keyValueStore.ts';
import { Topology } from '../topology/topology.ts';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, running, TestCluster, until, wordCount } from './testing.ts';

const text = Serdes.string();
const numbers = Serdes.json((value) => value as { n: number });
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

const strings = async (topic: string) => (await cluster.read(topic)).map(({ value }) => String(value));

function upperCase(from: string, to: string): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream(from, Consumed.with(text, text))
    .mapValues((value) => value?.toUpperCase() ?? '')
    .to(to, Produced.with(text, text));
  return builder.build();
}

it('drops what cannot be read, keeps it as a dead letter, and goes on', async () => {
  await cluster.createTopics({ numbers: 1, doubled: 1, letters: 1 });
  const builder = new StreamsBuilder();
  builder
    .stream('numbers', Consumed.with(text, numbers))
    .mapValues((value) => String((value?.n ?? 0) * 2))
    .to('doubled', Produced.with(text, text));
  const streams = new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: 'doubling',
    kafka: cluster.kafka,
    deserializationExceptionHandler: logAndContinue({ deadLetterTopic: 'letters' }),
  });
  await streams.start();
  await cluster.produce('numbers', [{ value: '{"n":1}' }, { value: 'no number' }, { value: '{"n":3}' }]);
  await until('both numbers', async () => (await strings('doubled')).length === 2);
  await streams.close();
  expect(await strings('doubled')).toEqual(['2', '6']);
  expect(await strings('letters')).toEqual(['no number']);
  expect(await cluster.committed('doubling', 'numbers')).toBe(3);
});

it('ends in ERROR when a record cannot be read and the handler stops, without committing it', async () => {
  await cluster.createTopics({ bad: 1, 'bad-out': 1 });
  const builder = new StreamsBuilder();
  builder.stream('bad', Consumed.with(text, numbers)).foreach(() => {});
  const streams = new KafkaStreams(builder.build(), { ...quick, applicationId: 'bad', kafka: cluster.kafka });
  const errors: unknown[] = [];
  streams.setUncaughtExceptionHandler((error) => {
    errors.push(error);
    return 'SHUTDOWN_CLIENT';
  });
  await streams.start();
  await cluster.produce('bad', [{ value: '{' }]);
  await until('ERROR', () => streams.state() === 'ERROR');
  expect(errors).toMatchObject([{ code: 'DESERIALIZATION_FAILED' }]);
  expect(await cluster.committed('bad', 'bad')).toBe(0);
  expect(await streams.close()).toBe(true);
  expect(streams.state()).toBe('ERROR');
});

it('replaces a thread that failed; the new one does again what was not committed', async () => {
  await cluster.createTopics({ shaky: 1, steady: 1 });
  let failures = 0;
  const builder = new StreamsBuilder();
  builder
    .stream('shaky', Consumed.with(text, text))
    .mapValues((value) => {
      if (value === 'b' && failures++ === 0) throw new Error('just once');
      return value ?? '';
    })
    .to('steady', Produced.with(text, text));
  const streams = new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: 'shaky',
    kafka: cluster.kafka,
  });
  streams.setUncaughtExceptionHandler(() => 'REPLACE_THREAD');
  await streams.start();
  await running(streams);
  await cluster.produce(
    'shaky',
    ['a', 'b', 'c'].map((value) => ({ value })),
  );
  await until('the last record', async () => (await strings('steady')).includes('c'));
  await running(streams);
  expect(streams.localThreadsMetadata().map(({ threadName }) => threadName)).toEqual([
    'shaky-StreamThread-2',
  ]);
  await streams.close();
  expect((await strings('steady')).slice(-3)).toEqual(['a', 'b', 'c']);
});

it('punctuates by both clocks, and commits when a processor asks', async () => {
  await cluster.createTopics({ ticks: 1, tocks: 1 });
  class Ticker implements Processor<string, string, string, string> {
    #context: ProcessorContext<string, string> | undefined;

    init(context: ProcessorContext<string, string>): void {
      this.#context = context;
      context.schedule(50, 'WALL_CLOCK_TIME', (now) => context.forward(new Record('wall', 'wall', now)));
      context.schedule(1000, 'STREAM_TIME', (now) => context.forward(new Record('stream', `${now}`, now)));
    }

    process(): void {
      this.#context?.commit();
    }
  }
  const topology = new Topology()
    .addSource('in', 'ticks', { keySerde: text, valueSerde: text })
    .addProcessor('ticker', { get: () => new Ticker() }, 'in')
    .addSink('out', 'tocks', { keySerde: text, valueSerde: text }, 'ticker');
  const streams = new KafkaStreams(topology, {
    ...quick,
    commitIntervalMs: 60_000,
    applicationId: 'ticking',
    kafka: cluster.kafka,
  });
  await streams.start();
  await cluster.produce('ticks', [
    { value: 'a', timestamp: '1000' },
    { value: 'b', timestamp: '1500' },
    { value: 'c', timestamp: '5000' },
  ]);
  await until(
    'wall-clock ticks',
    async () => (await strings('tocks')).filter((v) => v === 'wall').length > 2,
  );
  await until('a commit', async () => (await cluster.committed('ticking', 'ticks')) === 3);
  await streams.close();
  expect((await strings('tocks')).filter((value) => value !== 'wall')).toEqual(['1000', '5000']);
});

it('fills a global store before it starts, and follows its topic', async () => {
  await cluster.createTopics({ names: 2, ids: 1, greeted: 1 });
  const many = Array.from({ length: 200 }, (_, i) => ({ key: `${i}`, value: `name ${i}` }));
  await cluster.produce('names', many);
  const builder = new StreamsBuilder();
  const names = builder.globalTable('names', Consumed.with(text, text));
  builder
    .stream('ids', Consumed.with(text, text))
    .processValues<string>({
      get() {
        let store: KeyValueStore<string, ValueAndTimestamp<string>>;
        let context: FixedKeyProcessorContext<string | null, string>;
        return {
          init(given) {
            context = given;
            store = given.getStateStore(names.storeName);
          },
          process: (record) =>
            context.forward(record.withValue(store.get(record.value ?? '')?.value ?? 'nobody')),
        };
      },
    })
    .to('greeted', Produced.with(text, text));
  const streams = new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: 'greeting',
    kafka: cluster.kafka,
  });
  await streams.start();
  await cluster.produce('ids', [{ value: '7' }, { value: '150' }, { value: 'new' }]);
  await until('three greetings', async () => (await strings('greeted')).length === 3);
  await cluster.produce('names', [{ key: 'new', value: 'newcomer' }]);
  await until('the newcomer', async () => {
    await cluster.produce('ids', [{ value: 'new' }]);
    return (await strings('greeted')).includes('newcomer');
  });
  await streams.close();
  expect((await strings('greeted')).slice(0, 3)).toEqual(['name 7', 'name 150', 'nobody']);
});

it('restores a table from its source topic when the optimiser reuses it', async () => {
  await cluster.createTopics({ prices: 1, 'prices-out': 1 });
  const builder = new StreamsBuilder();
  builder
    .table('prices', Consumed.with(text, text), Materialized.as<string, string>('price-table'))
    .toStream()
    .to('prices-out', Produced.with(text, text));
  const topology = builder.build({ topologyOptimization: 'all' });
  const config = { ...quick, applicationId: 'pricing', kafka: cluster.kafka };
  const first = new KafkaStreams(topology, config);
  await first.start();
  await cluster.produce('prices', [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ]);
  await until('two prices', async () => (await strings('prices-out')).length === 2);
  await first.close();
  // Not processed yet, so not in the table yet.
  await cluster.produce('prices', [{ key: 'a', value: '3' }]);

  const restored: unknown[] = [];
  const second = new KafkaStreams(topology, config);
  second.setGlobalStateRestoreListener({
    onRestoreEnd: ({ topic }, store, total) => restored.push({ topic, store, total }),
  });
  await second.start();
  await until('the third price', async () => (await strings('prices-out')).length === 3);
  await second.close();
  expect(restored).toEqual([{ topic: 'prices', store: 'price-table', total: 2 }]);
});

it('takes the records of two topics in the order of time, however few it may hold', async () => {
  await cluster.createTopics({ left: 1, right: 1, merged: 1 });
  const count = 3000;
  const at = (offset: number) =>
    Array.from({ length: count }, (_, i) => ({
      value: `${2 * i + offset}`,
      timestamp: `${2 * i + offset + 1}`,
    }));
  await cluster.produce('left', at(0));
  await cluster.produce('right', at(1));
  const builder = new StreamsBuilder();
  const left = builder.stream('left', Consumed.with(text, text));
  left.merge(builder.stream('right', Consumed.with(text, text))).to('merged', Produced.with(text, text));
  const streams = new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: 'merging',
    kafka: cluster.kafka,
    bufferedRecordsPerPartition: 100,
  });
  await streams.start();
  await until('everything', async () => (await strings('merged')).length === 2 * count);
  await streams.close();
  expect(await strings('merged')).toEqual(Array.from({ length: 2 * count }, (_, i) => `${i}`));
});

it('fetches no more of a partition while enough of it waits', async () => {
  await cluster.createTopics({ full: 1, empty: 1, both: 1 });
  const count = 8000;
  const value = 'x'.repeat(1000);
  for (let sent = 0; sent < count; sent += 500) {
    await cluster.produce('full', new Array(500).fill({ value }));
  }
  const builder = new StreamsBuilder();
  const full = builder.stream('full', Consumed.with(text, text));
  full.merge(builder.stream('empty', Consumed.with(text, text))).to('both', Produced.with(text, text));
  const streams = new KafkaStreams(builder.build(), {
    ...quick,
    applicationId: 'waiting',
    kafka: cluster.kafka,
    bufferedRecordsPerPartition: 100,
    maxTaskIdleMs: 3_600_000,
  });
  await streams.start();
  const metric = (name: string) => streams.metrics().find((found) => found.name === name)?.value as number;
  await until('a full buffer', () => metric('active-buffer-count') > 100);
  const { length } = await cluster.read('full');
  expect(length).toBe(count);
  // What one fetch brings, 1 MiB, may come on top of the limit.
  expect(metric('active-buffer-count')).toBeLessThan(100 + 1100);
  expect(metric('records-lag')).toBeGreaterThan(count / 2);
  await cluster.produce('empty', [{ value: 'go on' }]);
  await until('records that are processed', () => metric('process-total') > 0);
  await streams.close();
});

it('tells its metrics under the names of Java', async () => {
  await cluster.createTopics({ measured: 1, 'measured-out': 1 });
  const streams = new KafkaStreams(upperCase('measured', 'measured-out'), {
    ...quick,
    applicationId: 'measuring',
    kafka: cluster.kafka,
  });
  const value = (name: string) => streams.metrics().find((metric) => metric.name === name)?.value;
  expect(value('state')).toBe('CREATED');
  await streams.start();
  await running(streams);
  await cluster.produce('measured', [{ value: 'a' }, { value: 'b' }]);
  await until('two records', () => value('process-total') === 2);
  await until('a commit', async () => (await cluster.committed('measuring', 'measured')) === 2);
  expect(value('commit-total')).toBeGreaterThan(0);
  expect(streams.metrics()).toContainEqual(
    expect.objectContaining({
      group: 'stream-task-metrics',
      name: 'records-lag',
      tags: { 'thread-id': 'measuring-StreamThread-1', 'task-id': '0_0', partition: 'measured-0' },
      value: 0,
    }),
  );
  expect([value('alive-stream-threads'), value('task-created-total')]).toEqual([1, 1]);
  expect(() => streams.cleanUp()).toThrow(expect.objectContaining({ code: 'STREAMS_MISUSED' }));
  await streams.close();
  streams.cleanUp();
});

it('awaits processors that take their time, and stays in the group meanwhile', async () => {
  await cluster.createTopics({ slow: 1, done: 1 });
  let working = 0;
  const topology = new Topology()
    .addSource('in', 'slow', { keySerde: text, valueSerde: text })
    .addProcessor<string, string, string, string>(
      'work',
      {
        get() {
          let context: ProcessorContext<string, string>;
          return {
            init(given) {
              context = given;
            },
            async process(record) {
              working++;
              expect(working).toBe(1);
              await sleep(25);
              working--;
              return context.forward(record);
            },
          };
        },
      },
      'in',
    )
    .addSink('out', 'done', { keySerde: text, valueSerde: text }, 'work');
  const streams = new KafkaStreams(topology, { ...quick, applicationId: 'slow', kafka: cluster.kafka });
  // All in one batch, which takes longer than the session may be silent.
  const values = Array.from({ length: 280 }, (_, i) => `${i}`);
  await cluster.produce(
    'slow',
    values.map((value) => ({ value })),
  );
  const states: string[] = [];
  streams.setStateListener((state) => states.push(state));
  await streams.start();
  await until('the last', async () => (await strings('done')).length === values.length);
  await streams.close();
  expect(await strings('done')).toEqual(values);
  expect(states).toEqual(['REBALANCING', 'RUNNING', 'PENDING_SHUTDOWN', 'NOT_RUNNING']);
});

it('names the source topics that are missing', async () => {
  await cluster.createTopics({ 'some-out': 1 });
  const streams = new KafkaStreams(upperCase('absent', 'some-out'), {
    ...quick,
    applicationId: 'missing',
    kafka: cluster.kafka,
  });
  await expect(streams.start()).rejects.toMatchObject({
    code: 'SOURCE_TOPIC_MISSING',
    message: expect.stringContaining('absent'),
  });
  expect(streams.state()).toBe('ERROR');
});

it('will not run with internal topics whose partitions do not match', async () => {
  await cluster.createTopics({
    wide: 2,
    'wide-out': 1,
    'narrow-counts-changelog': 1,
    'narrow-words-repartition': 2,
  });
  const streams = new KafkaStreams(wordCount({ lines: 'wide', counts: 'wide-out' }), {
    ...quick,
    applicationId: 'narrow',
    kafka: cluster.kafka,
  });
  await expect(streams.start()).rejects.toMatchObject({
    code: 'PARTITIONS_MISMATCHED',
    message: expect.stringContaining('narrow-counts-changelog needs 2 partitions, got 1'),
  });
});
