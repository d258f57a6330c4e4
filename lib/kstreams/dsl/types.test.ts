import { expect, expectTypeOf, it } from 'vitest';
import type { Processor, ProcessorSupplier } from '../processor/processor.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { Windowed } from '../state/windowed.ts';
import { Consumed } from './consumed.ts';
import { Grouped } from './grouped.ts';
import { JoinWindows } from './joinWindows.ts';
import type { KStream } from './kstream.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Produced } from './produced.ts';
import { SessionWindows } from './sessionWindows.ts';
import { SlidingWindows } from './slidingWindows.ts';
import { StreamsBuilder } from './streamsBuilder.ts';
import { TimeWindows } from './timeWindows.ts';

/** Checked by the compiler; running them shows that they also work. */
const [text, long] = [Serdes.string(), Serdes.long()];
const stream = () => new StreamsBuilder().stream('in', Consumed.with(text, long));

it('what comes from a topic may be null', () => {
  expectTypeOf(stream()).toEqualTypeOf<KStream<string | null, number | null>>();
});

it('a filter that rules null out takes it out of the type', () => {
  const present = stream().filter((_key, value) => value !== null);
  expectTypeOf(present).toEqualTypeOf<KStream<string | null, number>>();
  const keyed = stream().filter((key): key is string => key !== null);
  expectTypeOf(keyed).toEqualTypeOf<KStream<string, number | null>>();
  const absent = stream().filterNot((_key, value): value is number => value !== null);
  expectTypeOf(absent).toEqualTypeOf<KStream<string | null, null>>();
});

it('a stream without nulls can stand where one with nulls is expected', () => {
  const present = stream().filter((_key, value) => value !== null);
  expectTypeOf(present).toExtend<KStream<string | null, number | null>>();
  expectTypeOf(stream()).not.toExtend<KStream<string | null, number>>();
});

it('mappers decide keys and values', () => {
  const present = stream().filter((_key, value) => value !== null);
  expectTypeOf(present.mapValues((value) => value > 1)).toEqualTypeOf<KStream<string | null, boolean>>();
  expectTypeOf(present.selectKey((_key, value) => value)).toEqualTypeOf<KStream<number, number>>();
  const mapped = present.map((key, value) => ({ key: value, value: key ?? '' }));
  expectTypeOf(mapped).toEqualTypeOf<KStream<number, string>>();
  expectTypeOf(mapped.flatMapValues((value) => value.split(' '))).toEqualTypeOf<KStream<number, string>>();
  expectTypeOf(mapped.merge(stream())).toEqualTypeOf<
    KStream<number | string | null, string | number | null>
  >();
  // @ts-expect-error a value that may be null is not compared
  expect(() => stream().mapValues((value) => value.toFixed())).not.toThrow();
});

it('groups have neither null keys nor null values', () => {
  const groups = stream().groupByKey();
  expectTypeOf(groups.count()).toEqualTypeOf<KTable<string, number>>();
  expectTypeOf(groups.reduce((a, b) => a + b)).toEqualTypeOf<KTable<string, number>>();
  const joined = groups.aggregate(
    () => '',
    (key, value, all) => {
      expectTypeOf([key, value, all] as const).toEqualTypeOf<readonly [string, number, string]>();
      return all + key + value;
    },
  );
  expectTypeOf(joined).toEqualTypeOf<KTable<string, string>>();
  // @ts-expect-error a count is not kept as text
  groups.count(Materialized.with(text, text));
});

it('tables have no null rows, their updates may be deletions', () => {
  const table = new StreamsBuilder().table('in', Consumed.with(text, long));
  expectTypeOf(table).toEqualTypeOf<KTable<string, number>>();
  expectTypeOf(table.toStream()).toEqualTypeOf<KStream<string, number | null>>();
  expectTypeOf(table.toStream((_key, value) => value)).toEqualTypeOf<KStream<number | null, number | null>>();
  expectTypeOf(table.mapValues((value) => (value > 1 ? value.toFixed() : null))).toEqualTypeOf<
    KTable<string, string>
  >();
  const byValue = table.groupBy((key, value) => ({ key: value, value: key }), Grouped.with(long, text));
  expectTypeOf(byValue.count()).toEqualTypeOf<KTable<number, number>>();
});

it('windows keep a null value, sliding windows and results do not', () => {
  const groups = stream().groupByKey();
  const windows = groups.windowedBy(TimeWindows.ofSizeWithNoGrace(10));
  expectTypeOf(windows.count()).toEqualTypeOf<KTable<Windowed<string>, number>>();
  const joined = windows.aggregate(
    () => '',
    (key, value, all) => {
      expectTypeOf([key, value, all] as const).toEqualTypeOf<readonly [string, number | null, string]>();
      return all + key + value;
    },
  );
  expectTypeOf(joined).toEqualTypeOf<KTable<Windowed<string>, string>>();
  const sum = (a: number, b: number) => a + b;
  const sliding = groups.windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(10));
  expectTypeOf(sliding.reduce(sum)).toEqualTypeOf<KTable<Windowed<string>, number>>();
  const sessions = groups.windowedBy(SessionWindows.ofInactivityGapWithNoGrace(10));
  // @ts-expect-error a session's values may be null
  sessions.reduce(sum);
});

it('joins say where a side may be missing', () => {
  const windows = JoinWindows.ofTimeDifferenceWithNoGrace(10);
  const builder = new StreamsBuilder();
  const [left, right] = [
    builder.stream('l', Consumed.with(text, long)),
    builder.stream('r', Consumed.with(text, text)),
  ];
  left.join(
    right,
    (a, b, key) => expectTypeOf([a, b, key] as const).toEqualTypeOf<readonly [number, string, string]>(),
    windows,
  );
  left.leftJoin(
    right,
    (a, b) => expectTypeOf([a, b] as const).toEqualTypeOf<readonly [number, string | null]>(),
    windows,
  );
  left.outerJoin(
    right,
    (a, b) => expectTypeOf([a, b] as const).toEqualTypeOf<readonly [number | null, string | null]>(),
    windows,
  );
  const table = builder.table('t', Consumed.with(text, text));
  expectTypeOf(left.join(table, (value, row) => row.length + value)).toEqualTypeOf<KStream<string, number>>();
  expectTypeOf(left.leftJoin(table, (value, row) => row ?? value)).toEqualTypeOf<
    KStream<string | null, string | number>
  >();
  const numbers = builder.table('n', Consumed.with(text, long));
  const joined = table.leftJoin(numbers, (one, other) => (other === null ? null : one.length + other));
  expectTypeOf(joined).toEqualTypeOf<KTable<string, number>>();
  const global = builder.globalTable('g', Consumed.with(long, text));
  const looked = left.join(
    global,
    (_key, value) => value,
    (value, row) => row + value,
  );
  expectTypeOf(looked).toEqualTypeOf<KStream<string | null, string>>();
  // @ts-expect-error the keys of the table are numbers
  expect(() => left.join(builder.table('o', Consumed.with(long, text)), () => '')).not.toThrow();
});

it('a cogroup folds different values into one aggregate', () => {
  const texts = new StreamsBuilder().stream('texts', Consumed.with(text, text)).groupByKey();
  const table = texts
    .cogroup<number>((_key, value, sum) => sum + value.length)
    .cogroup(stream().groupByKey(), (_key, value, sum) => sum + value)
    .aggregate(() => 0);
  expectTypeOf(table).toEqualTypeOf<KTable<string, number>>();
});

it('serdes must fit', () => {
  stream().to('out', Produced.with(text, long));
  // @ts-expect-error values are numbers
  stream().to('out', Produced.with(text, text));
  // @ts-expect-error keys are text
  stream().groupByKey(Grouped.with(long, long));
});

it('processors say what they make', () => {
  class Length implements Processor<string, number, string, boolean> {
    process(): void {}
  }
  const supplier: ProcessorSupplier<string, number, string, boolean> = { get: () => new Length() };
  expectTypeOf(stream().process(supplier)).toEqualTypeOf<KStream<string | null, boolean | null>>();
});
