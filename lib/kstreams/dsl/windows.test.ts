import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { Window, type Windowed } from '../state/windowed.ts';
import { WindowedSerdes } from '../state/windowedSerdes.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { Consumed } from './consumed.ts';
import { EmitStrategy } from './emitStrategy.ts';
import type { KGroupedStream } from './kgroupedStream.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Produced } from './produced.ts';
import { SessionWindows } from './sessionWindows.ts';
import { SlidingWindows } from './slidingWindows.ts';
import { StreamsBuilder } from './streamsBuilder.ts';
import { TimeWindows } from './timeWindows.ts';

const text = Serdes.string();
const invalid = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });

/** What a table makes of records `key@time`; each update as `key@start-end=value`. */
function run(
  table: (groups: KGroupedStream<string, string | null>) => KTable<Windowed<string>, string | number>,
  statestoreCacheMaxBytes = 0,
) {
  const builder = new StreamsBuilder();
  const groups = builder.stream('in', Consumed.with(text, text)).groupByKey();
  const updates: string[] = [];
  table(groups)
    .toStream()
    .foreach((key, value) => {
      updates.push(`${key.key}@${key.window.start}-${key.window.end}=${value}`);
    });
  const driver = new TopologyTestDriver(builder.build(), { statestoreCacheMaxBytes });
  const input = driver.createInputTopic('in', text, text);
  const pipe = (...records: string[]) => {
    for (const record of records) {
      const [key = '', time] = record.split('@');
      input.pipeInput(key, record, Number(time));
    }
    return updates.splice(0);
  };
  return { driver, pipe };
}

describe('windows', () => {
  it('are those that a timestamp is in', () => {
    const hopping = TimeWindows.ofSizeWithNoGrace(5).advanceBy(2);
    expect(hopping.windowsFor(7)).toEqual([new Window(4, 9), new Window(6, 11)]);
    expect(hopping.windowsFor(1)).toEqual([new Window(0, 5)]);
    expect(TimeWindows.ofSizeWithNoGrace(5).windowsFor(10)).toEqual([new Window(10, 15)]);
  });

  it('cannot have a size, advance, gap or grace that makes no sense', () => {
    expect(() => TimeWindows.ofSizeWithNoGrace(0)).toThrow(invalid);
    expect(() => TimeWindows.ofSizeAndGrace(10, -1)).toThrow(invalid);
    expect(() => TimeWindows.ofSizeWithNoGrace(10).advanceBy(11)).toThrow(invalid);
    expect(() => SlidingWindows.ofTimeDifferenceWithNoGrace(1.5)).toThrow(invalid);
    expect(() => SessionWindows.ofInactivityGapWithNoGrace(-1)).toThrow(invalid);
  });

  it('need a store that keeps them as long as they take records', () => {
    const windows = TimeWindows.ofSizeAndGrace(10, 5);
    const kept = (ms: number) => Materialized.as<string, number>('counts').withRetention(ms);
    expect(() => run((groups) => groups.windowedBy(windows).count(kept(14)))).toThrow(invalid);
    expect(() => run((groups) => groups.windowedBy(windows).count(kept(15)))).not.toThrow();
    const short = Stores.inMemoryWindowStore('counts', { retentionMs: 14, windowSizeMs: 10 });
    expect(() => run((groups) => groups.windowedBy(windows).count(Materialized.as(short)))).toThrow(invalid);
    const sessions = Stores.inMemorySessionStore('counts', 100);
    expect(() => run((groups) => groups.windowedBy(windows).count(Materialized.as(sessions)))).toThrow(
      invalid,
    );
  });
});

it('counts in windows of a store that the user supplied', () => {
  const supplier = Stores.persistentWindowStore('counts', { retentionMs: 100, windowSizeMs: 10 });
  const { driver, pipe } = run((groups) =>
    groups.windowedBy(TimeWindows.ofSizeWithNoGrace(10)).count(Materialized.as(supplier)),
  );
  expect(pipe('a@1', 'a@9', 'a@10', 'b@3')).toEqual(['a@0-10=1', 'a@0-10=2', 'a@10-20=1']);
  expect(driver.droppedRecords()).toBe(1);
  const store = driver.getTimestampedWindowStore<string, number>('counts');
  expect(store?.fetch('a', 0)).toEqual({ value: 2, timestamp: 9 });
  driver.close();
});

it('tells of windows once when they close', () => {
  const { driver, pipe } = run((groups) =>
    groups
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .emitStrategy(EmitStrategy.onWindowClose())
      .count(Materialized.as<string, number>('counts').withRetention(1000)),
  );
  expect(pipe('a@1', 'b@2', 'a@14', 'a@3')).toEqual([]);
  expect(pipe('a@15')).toEqual(['a@0-10=2', 'b@0-10=1']);
  expect(pipe('a@16', 'a@25')).toEqual(['a@10-20=3']);
  driver.close();
});

it('holds updates of windows and sessions back in the cache', () => {
  const lengths = (groups: KGroupedStream<string, string | null>) =>
    groups
      .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(5))
      .reduce((a, b) => `${a}+${b}`, Materialized.as('sessions'));
  const { driver, pipe } = run(lengths, 1_000_000);
  expect(pipe('a@1')).toEqual(['a@1-1=a@1']);
  expect(pipe('a@4')).toEqual(['a@1-1=null', 'a@1-4=a@1+a@4']);
  expect([...(driver.getSessionStore<string, string>('sessions')?.fetch('a') ?? [])]).toHaveLength(1);
  driver.close();
});

it('slides over every set of records that are near each other', () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const random = randomNumbers(seed);
  const difference = 20;
  const times = Array.from({ length: 60 }, () => Math.trunc(random() * 150));
  const windows = SlidingWindows.ofTimeDifferenceAndGrace(difference, 1000);
  const { driver, pipe } = run((groups) =>
    groups.windowedBy(windows).aggregate(
      () => 0,
      (_key, _value, count) => count + 1,
      Materialized.as<string, number>('counts').withValueSerde(Serdes.long()),
    ),
  );
  pipe(...times.map((time) => `a@${time}`));
  const expected = new Map<number, number>();
  for (const time of times) {
    for (const start of [Math.max(0, time - difference), time + 1]) {
      const count = times.filter((other) => other >= start && other <= start + difference).length;
      if (count > 0) expected.set(start, count);
    }
  }
  const store = driver.getTimestampedWindowStore<string, number>('counts');
  const actual = [...(store?.fetch('a', 0, 1000) ?? [])].map(({ key, value }) => [key, value.value]);
  expect(actual, `seed ${seed}`).toEqual([...expected].sort(([a], [b]) => a - b));
  driver.close();
});

it('writes windowed keys with the serde of the table', () => {
  const builder = new StreamsBuilder();
  builder
    .stream('in', Consumed.with(text, text))
    .groupByKey()
    .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
    .count(Materialized.as<string, number>('counts').withKeySerde(text))
    .toStream()
    .to('out');
  const driver = new TopologyTestDriver(builder.build());
  driver.createInputTopic('in', text, text).pipeInput('a', 'v', 12);
  const serde = WindowedSerdes.timeWindowedSerdeFrom(text, 10);
  const out = driver.createOutputTopic('out', serde, Serdes.long());
  expect(out.readKeyValue().key).toEqual({ key: 'a', window: new Window(10, 20) });
  driver.close();
});

it('folds several streams in windows and sessions', () => {
  const builder = new StreamsBuilder();
  const [left, right] = ['left', 'right'].map((topic) =>
    builder.stream(topic, Consumed.with(text, text)).groupByKey(),
  ) as [KGroupedStream<string, string | null>, KGroupedStream<string, string | null>];
  const both = left
    .cogroup<string>((_key, value, all) => `${all}<${value}`)
    .cogroup(right, (_key, value, all) => `${all}>${value}`);
  const produced = Produced.with(WindowedSerdes.sessionWindowedSerdeFrom(text), text);
  both
    .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(5))
    .aggregate(
      () => '',
      (_key, one, other) => one + other,
      Materialized.with(text, text),
    )
    .toStream()
    .to('sessions', produced);
  both
    .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(5))
    .aggregate(() => '', Materialized.as<string, string>('near').withValueSerde(text));
  const driver = new TopologyTestDriver(builder.build());
  driver.createInputTopic('left', text, text).pipeInput('a', '1', 10);
  driver.createInputTopic('right', text, text).pipeInput('a', '2', 14);
  const out = driver.createOutputTopic('sessions', WindowedSerdes.sessionWindowedSerdeFrom(text), text);
  expect(out.readKeyValuesToList().map(({ key, value }) => `${key}=${value}`)).toEqual([
    '[a@10/10]=<1',
    '[a@10/10]=null',
    '[a@10/14]=<1>2',
  ]);
  expect(driver.getTimestampedWindowStore<string, string>('near')?.fetch('a', 9)?.value).toBe('<1>2');
  driver.close();
});

/** A linear congruential generator: enough to make cases, and repeatable. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
