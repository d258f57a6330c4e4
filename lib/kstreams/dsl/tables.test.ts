import { describe, expect, it } from 'vitest';
import type { ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { TimestampedKeyValueStore } from '../state/keyValueStore.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { Consumed } from './consumed.ts';
import { Grouped } from './grouped.ts';
import type { KStream } from './kstream.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Produced } from './produced.ts';
import { StreamsBuilder } from './streamsBuilder.ts';

const [text, long] = [Serdes.string(), Serdes.long()];
const strings = Consumed.with(text, text);
const byText = Grouped.with(text, text);
type Strings = KStream<string | null, string | null>;
/** A key, a value and a timestamp. */
type Input = [key: string | null, value: string | null, timestamp?: number];

/** What `add` writes to the topic `out` after the inputs went to the topic `in`, one by one; caching is off. */
function outputs(add: (builder: StreamsBuilder) => void, inputs: readonly Input[], cacheBytes = 0): string[] {
  const builder = new StreamsBuilder();
  add(builder);
  const driver = new TopologyTestDriver(builder.build(), { statestoreCacheMaxBytes: cacheBytes });
  const input = driver.createInputTopic('in', text, text);
  for (const [key, value, timestamp = 0] of inputs) input.pipeInput(key, value, timestamp);
  const output = driver.createOutputTopic('out', text, text);
  return output.readRecordsToList().map(({ key, value, timestamp }) => `${key}=${value}@${timestamp}`);
}

/** Writes a table's updates as text to `out`. */
const write = <V extends string | number>(table: KTable<string, V>) =>
  table
    .toStream()
    .mapValues((value) => (value === null ? null : String(value)))
    .to('out', Produced.with(text, text));

const ofStream = <V extends string | number>(
  make: (stream: Strings) => KTable<string, V>,
  inputs: readonly Input[],
) => outputs((builder) => write(make(builder.stream('in', strings))), inputs);

const ofTable = <V extends string | number>(
  make: (table: KTable<string, string>) => KTable<string, V>,
  inputs: readonly Input[],
) => outputs((builder) => write(make(builder.table('in', strings))), inputs);

describe('a table from a topic', () => {
  it('takes the last to arrive, deletes at null, and drops what has no key', () => {
    const inputs: Input[] = [
      ['k', 'a', 5],
      ['k', 'b', 3],
      [null, 'c', 6],
      ['k', null, 7],
    ];
    expect(ofTable((table) => table, inputs)).toEqual(['k=a@5', 'k=b@3', 'k=null@7']);
  });

  it('can be made of a stream', () => {
    const make = (stream: Strings) =>
      stream.selectKey((_key, value) => value?.at(0) ?? null).toTable(Materialized.with(text, text));
    expect(
      ofStream(make, [
        ['x', 'ab', 1],
        ['y', null, 2],
        ['z', 'ac', 3],
      ]),
    ).toEqual(['a=ab@1', 'a=ac@3']);
  });
});

describe('filter and mapValues of a table', () => {
  const short = (_key: string, value: string) => value.length < 3;
  const inputs: Input[] = [
    ['k', 'long'],
    ['k', 'ab'],
    ['k', 'long'],
    ['k', 'long'],
    ['k', null],
  ];

  it('without a store forward a deletion for each row that does not pass', () => {
    const all = ['k=null@0', 'k=ab@0', 'k=null@0', 'k=null@0', 'k=null@0'];
    expect(ofTable((table) => table.filter(short), inputs)).toEqual(all);
  });

  it('with a store know what was there before', () => {
    const make = (builder: StreamsBuilder) =>
      write(builder.table('in', strings, Materialized.as('rows')).filter(short, Materialized.as('short')));
    expect(outputs(make, inputs)).toEqual(['k=ab@0', 'k=null@0']);
  });

  it('filterNot keeps the others, mapValues deletes where it answers null', () => {
    const make = (table: KTable<string, string>) =>
      table.filterNot(short).mapValues((value, key) => (value === 'none' ? null : key + value));
    expect(
      ofTable(make, [
        ['k', 'some'],
        ['k', 'none'],
        ['k', 'ab'],
      ]),
    ).toEqual(['k=ksome@0', 'k=null@0', 'k=null@0']);
  });
});

describe('aggregations of a stream', () => {
  it('count leaves out what has no key or no value; the timestamp never goes back', () => {
    const inputs: Input[] = [
      ['k', 'a', 5],
      ['k', null, 6],
      [null, 'a', 7],
      ['k', 'b', 3],
    ];
    expect(ofStream((stream) => stream.groupByKey(byText).count(), inputs)).toEqual(['k=1@5', 'k=2@5']);
  });

  it('reduce takes the first value as it is and deletes at null', () => {
    const reducer = (a: string, b: string) => (b === 'x' ? null : a + b);
    const inputs: Input[] = [
      ['k', 'a'],
      ['k', 'b'],
      ['k', 'x'],
      ['k', 'c'],
    ];
    expect(ofStream((stream) => stream.groupByKey(byText).reduce(reducer), inputs)).toEqual([
      ...['k=a@0', 'k=ab@0', 'k=null@0', 'k=c@0'],
    ]);
  });

  it('aggregate begins with the initial value, again after null', () => {
    const make = (stream: Strings) =>
      stream
        .groupBy((_key, value) => value?.at(0) ?? null, byText)
        .aggregate(
          () => '>',
          (key, value, all) => (value.endsWith('x') ? null : `${all}${key}${value}`),
          Materialized.with(text, text),
        );
    const inputs: Input[] = [
      ['1', 'a'],
      ['2', 'ab'],
      ['3', 'ax'],
      ['4', 'ac'],
      ['5', ''],
    ];
    expect(ofStream(make, inputs)).toEqual(['a=>aa@0', 'a=>aaaab@0', 'a=null@0', 'a=>aac@0']);
  });

  it('cogroup folds several streams into one', () => {
    const make = (builder: StreamsBuilder) => {
      const stream = builder.stream('in', strings);
      const lengths = stream.mapValues((value) => value?.length ?? null).groupByKey(Grouped.with(text, long));
      const table = stream
        .groupByKey(byText)
        .cogroup<string>((_key, value, all) => `${all}${value}`)
        .cogroup(lengths, (_key, length, all) => `${all}${length}`)
        .aggregate(() => '', Materialized.with(text, text));
      write(table);
    };
    expect(
      outputs(make, [
        ['k', 'ab'],
        ['k', 'c'],
      ]),
    ).toEqual(['k=2@0', 'k=2ab@0', 'k=2ab1@0', 'k=2ab1c@0']);
  });

  it('with a cache tell only the last update of each input', () => {
    const make = (builder: StreamsBuilder) =>
      write(
        builder
          .stream('in', strings)
          .flatMapValues((value) => value?.split('') ?? [])
          .groupByKey(byText)
          .count(),
      );
    expect(
      outputs(
        make,
        [
          ['k', 'abc'],
          ['k', 'd'],
        ],
        1_000_000,
      ),
    ).toEqual(['k=3@0', 'k=4@0']);
  });
});

describe('aggregations of a table', () => {
  const byFirst = (table: KTable<string, string>) =>
    table.groupBy((_key, value) => ({ key: value.at(0) ?? null, value: value.slice(1) }), byText);
  const moves: Input[] = [
    ['r1', 'a1', 1],
    ['r2', 'a2', 2],
    ['r1', 'b1', 3],
    ['r2', 'a3', 4],
    ['r1', null, 5],
  ];

  it('count rows by group', () => {
    expect(ofTable((table) => byFirst(table).count(), moves)).toEqual([
      ...['a=1@1', 'a=2@2', 'a=1@3', 'b=1@3', 'a=1@4', 'b=0@5'],
    ]);
  });

  it('subtract the old value before they add the new one', () => {
    const make = (table: KTable<string, string>) =>
      byFirst(table).aggregate(
        () => '',
        (_key, value, all) => `${all}+${value}`,
        (_key, value, all) => `${all}-${value}`,
        Materialized.with(text, text),
      );
    expect(ofTable(make, moves)).toEqual([
      ...['a=+1@1', 'a=+1+2@2', 'a=+1+2-1@3', 'b=+1@3', 'a=+1+2-1-2+3@4', 'b=+1-1@5'],
    ]);
  });

  it('reduce with an adder and a subtractor', () => {
    const make = (table: KTable<string, string>) =>
      table
        .groupBy(
          (_key, value) => ({ key: value.at(0) ?? null, value: value.length }),
          Grouped.with(text, long),
        )
        .reduce(
          (a, b) => a + b,
          (a, b) => a - b,
        );
    expect(
      ofTable(make, [
        ['r1', 'ab'],
        ['r2', 'abc'],
        ['r1', 'abcd'],
        ['r2', null],
      ]),
    ).toEqual([...['a=2@0', 'a=5@0', 'a=7@0', 'a=4@0']]);
  });

  it('leave out rows whose group is null', () => {
    expect(
      ofTable(
        (table) => byFirst(table).count(),
        [
          ['r', ''],
          ['r', 'a1'],
          ['r', ''],
        ],
      ),
    ).toEqual([...['a=1@0', 'a=0@0']]);
  });

  it('of a count subtract its initial value too, as in Java', () => {
    const make = (stream: Strings) => {
      const counts = stream.groupByKey(byText).count();
      const byCount = counts.groupBy((_key, count) => ({ key: `n${count}`, value: 'x' }), byText);
      return byCount.aggregate(
        () => '',
        (_key, _value, all) => `${all}+`,
        (_key, _value, all) => `${all}-`,
        Materialized.with(text, text),
      );
    };
    expect(
      ofStream(make, [
        ['k', 'a'],
        ['l', 'a'],
        ['k', 'a'],
      ]),
    ).toEqual([...['n0=null@0', 'n1=+@0', 'n0=null@0', 'n1=++@0', 'n1=++-@0', 'n2=+@0']]);
  });
});

describe('a global table', () => {
  it('can be read by every processor', () => {
    const builder = new StreamsBuilder();
    const prices = builder.globalTable('prices', strings);
    class Priced {
      #context: ProcessorContext<string, string> | undefined;

      init(context: ProcessorContext<string, string>): void {
        this.#context = context;
      }

      process(record: Record<string | null, string | null>) {
        const rows = this.#context?.getStateStore<TimestampedKeyValueStore<string, string>>(prices.storeName);
        const row = rows?.get(record.value ?? '');
        return this.#context?.forward(record.withKey(record.key).withValue(row?.value ?? 'unknown'));
      }
    }
    builder
      .stream('in', strings)
      .process<string, string>({ get: () => new Priced() })
      .to('out', Produced.with(text, text));
    const driver = new TopologyTestDriver(builder.build());
    driver.createInputTopic('prices', text, text).pipeInput('apple', '3');
    const orders = driver.createInputTopic('in', text, text);
    for (const product of ['apple', 'pear']) orders.pipeInput('order', product);
    expect(driver.createOutputTopic('out', text, text).readValuesToList()).toEqual(['3', 'unknown']);
    expect(prices.queryableStoreName()).toBeUndefined();
  });
});
