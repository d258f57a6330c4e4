import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { Consumed } from './consumed.ts';
import { Joined } from './joined.ts';
import { JoinWindows } from './joinWindows.ts';
import type { KStream } from './kstream.ts';
import { Materialized } from './materialized.ts';
import { Named } from './named.ts';
import { Produced } from './produced.ts';
import { Repartitioned } from './repartitioned.ts';
import { StreamJoined } from './streamJoined.ts';
import { StreamsBuilder } from './streamsBuilder.ts';
import { Suppressed } from './suppressed.ts';
import { TimeWindows } from './timeWindows.ts';

const text = Serdes.string();
const consumed = Consumed.with(text, text);
const serdes = StreamJoined.with(text, text, text);
const plus = (left: unknown, right: unknown) => `${left}+${right}`;
const invalid = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });

type Text = KStream<string | null, string | null>;

/** Results of records `TOPIC key value timestamp`, each as `key=value@timestamp`. */
function run(build: (builder: StreamsBuilder) => KStream<string | null, string>, optimization = 'none') {
  const builder = new StreamsBuilder();
  build(builder).to('out', Produced.with(text, text));
  const driver = new TopologyTestDriver(builder.build({ topologyOptimization: optimization }));
  const output = driver.createOutputTopic('out', text, text);
  const pipe = (...records: string[]) => {
    for (const record of records) {
      const [topic = '', key, value, timestamp] = record.split(' ');
      const or = (part: string | undefined) => (part === '-' ? null : (part ?? null));
      driver.createInputTopic(topic, text, text).pipeInput(or(key), or(value), Number(timestamp));
    }
    return output.readRecordsToList().map((record) => `${record.key}=${record.value}@${record.timestamp}`);
  };
  return { driver, pipe };
}

const streams = (join: (left: Text, right: Text) => KStream<string | null, string>) =>
  run((builder) => join(builder.stream('l', consumed), builder.stream('r', consumed)));

describe('a join of streams', () => {
  const windows = JoinWindows.ofTimeDifferenceAndGrace(10, 5);

  it('joins what is near in time, from either side', () => {
    const { driver, pipe } = streams((left, right) => left.join(right, plus, windows, serdes));
    expect(pipe('l a 1 100', 'r a 2 110', 'r a 3 111', 'r b 4 100', 'l a 5 105')).toEqual([
      'a=1+2@110',
      'a=5+2@110',
      'a=5+3@111',
    ]);
    driver.close();
  });

  it('passes the key to a joiner that asks for it', () => {
    const { driver, pipe } = streams((left, right) =>
      left.join(right, (one, other, key) => `${key}:${one}${other}`, windows, serdes),
    );
    expect(pipe('l a 1 100', 'r a 2 100')).toEqual(['a=a:12@100']);
    driver.close();
  });

  it('lets out what found none when its window and grace have passed', () => {
    const { driver, pipe } = streams((left, right) => left.outerJoin(right, plus, windows, serdes));
    expect(pipe('l a 1 100', 'r b 2 101', 'l - 3 101')).toEqual(['null=3+null@101']);
    expect(pipe('r a 4 115')).toEqual([]);
    expect(pipe('r a 5 117')).toEqual(['a=1+null@100', 'b=null+2@101']);
    expect(pipe('l a 6 117')).toEqual(['a=6+4@117', 'a=6+5@117']);
    driver.close();
  });

  it('keeps its records on disk when asked to', () => {
    const made = { retentionMs: 25, windowSizeMs: 20, retainDuplicates: true };
    const how = serdes
      .withThisStoreSupplier(Stores.persistentWindowStore('one', made))
      .withOtherStoreSupplier(Stores.persistentWindowStore('other', made))
      .withLoggingDisabled();
    const { driver, pipe } = streams((left, right) => left.leftJoin(right, plus, windows, how));
    expect(pipe('l a 1 100', 'l a 2 100', 'r a 3 110')).toEqual(['a=1+3@110', 'a=2+3@110']);
    expect([...driver.getAllStateStores().values()].map(({ persistent }) => persistent)).toEqual([
      true,
      true,
      true,
    ]);
    expect(driver.producedTopics()).toEqual(new Set(['out']));
    driver.close();
  });

  it('refuses a store that does not fit its windows', () => {
    const store = Stores.inMemoryWindowStore('one', { retentionMs: 25, windowSizeMs: 20 });
    const how = serdes.withThisStoreSupplier(store);
    expect(() => streams((left, right) => left.join(right, plus, windows, how))).toThrow(invalid);
    expect(() => windows.before(-11)).toThrow(invalid);
    expect(windows.before(-10).sizeMs).toBe(0);
  });

  it('refuses topics with different numbers of partitions', () => {
    const spread = (stream: Text, count: number): Text =>
      stream.repartition(Repartitioned.with(text, text).withNumberOfPartitions(count));
    expect(() =>
      streams((left, right) => spread(left, 2).join(spread(right, 3), plus, windows, serdes)),
    ).toThrow(invalid);
  });

  it('repartitions a stream once for several joins', () => {
    const { driver } = streams((left, right) => {
      const keyed = left.selectKey((_key, value) => value);
      return keyed.join(right, plus, windows, serdes).merge(keyed.join(right, plus, windows, serdes));
    });
    driver.close();
    const builder = new StreamsBuilder();
    const keyed = builder.stream('l', consumed).selectKey((_key, value) => value);
    for (const topic of ['a', 'b']) keyed.join(builder.table(topic, consumed), plus, Joined.with(text, text));
    const { internalTopics } = builder.build().build('app');
    expect(internalTopics.filter(({ kind }) => kind === 'repartition')).toHaveLength(1);
  });
});

describe('the join of a stream with itself', () => {
  it('gives the same results with one store as with two', () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.trunc((state / 2 ** 32) * below);
    };
    const records = Array.from({ length: 80 }, (_, i) => `l k${random(2)} v${i} ${random(60) + i}`);
    const windows = JoinWindows.ofTimeDifferenceAndGrace(10, 200).after(4);
    const selfJoin = (builder: StreamsBuilder) => {
      const stream = builder.stream('l', consumed);
      return stream.join(stream, plus, windows, serdes);
    };
    const [two, one] = [run(selfJoin), run(selfJoin, 'single.store.self.join')];
    expect(one.driver.getAllStateStores().size).toBe(1);
    for (const record of records) expect(one.pipe(record), `seed ${seed}`).toEqual(two.pipe(record));
    one.driver.close();
    two.driver.close();
  });

  it('stays the first of what is merged', () => {
    const builder = new StreamsBuilder();
    const [other, stream] = [builder.stream('o', consumed), builder.stream('l', consumed)];
    const joined = stream.join(stream, plus, JoinWindows.ofTimeDifferenceWithNoGrace(10), serdes);
    joined.merge(other, Named.as('merged'));
    const text = String(builder.build({ topologyOptimization: 'all' }).describe());
    expect(text).toMatch(
      /merged \(stores: \[\]\)\n +--> none\n +<-- KSTREAM-MERGE-\d+, KSTREAM-SOURCE-0000000000\n/,
    );
  });
});

describe('a join of a stream with a table', () => {
  it('takes the row as it is now', () => {
    const { driver, pipe } = run((builder) =>
      builder.stream('l', consumed).leftJoin(builder.table('t', consumed), plus, Joined.with(text, text)),
    );
    expect(pipe('l a 1 5', 't a x 9', 'l a 2 1', 't a - 10', 'l a 3 1', 'l - 4 1')).toEqual([
      'a=1+null@5',
      'a=2+x@1',
      'a=3+null@1',
      'null=4+null@1',
    ]);
    driver.close();
  });

  it('takes the row of a global table that it chooses', () => {
    const { driver, pipe } = run((builder) => {
      const table = builder.globalTable('g', consumed, Materialized.as('rows'));
      return builder.stream('l', consumed).join(table, (_key, value) => value, plus, Named.as('lookup'));
    });
    expect(pipe('g x row 1', 'l a x 2', 'l a y 3', 'l a - 3')).toEqual(['a=x+row@2']);
    expect(driver.droppedRecords()).toBe(1);
    driver.close();
  });
});

describe('a join of tables', () => {
  it('follows both, and keeps the result in a store if it is named', () => {
    const { driver, pipe } = run((builder) =>
      builder
        .table('l', consumed)
        .outerJoin(
          builder.table('r', consumed),
          plus,
          Materialized.as<string, string>('j').withValueSerde(text),
        )
        .toStream()
        .mapValues(String),
    );
    expect(pipe('l a 1 5', 'r a 2 3', 'l a - 4', 'r a - 9')).toEqual([
      'a=1+null@5',
      'a=1+2@5',
      'a=null+2@4',
      'a=null@9',
    ]);
    expect(driver.getKeyValueStore<string, unknown>('j')?.get('a')).toBeNull();
    driver.close();
  });

  it('can be joined again, filtered and suppressed', () => {
    const { driver, pipe } = run((builder) => {
      const [l, r, t] = ['l', 'r', 't'].map((topic) => builder.table(topic, consumed));
      if (l === undefined || r === undefined || t === undefined) throw new Error('three tables');
      return l
        .leftJoin(r, plus, Materialized.with<string, string>(text, text))
        .filter((_key, value) => value !== '0+null')
        .suppress(Suppressed.untilTimeLimit<string>(10).withName('later'))
        .join(t, plus)
        .toStream()
        .mapValues(String);
    });
    // What is held back is not seen by the other side yet.
    expect(pipe('l a 1 5', 't a x 5')).toEqual([]);
    expect(pipe('l b 2 20')).toEqual(['a=1+null+x@5']);
    expect(pipe('r a y 21', 't a z 22')).toEqual(['a=1+null+z@22']);
    driver.close();
  });

  it('joins windows with equal windows', () => {
    const { driver, pipe } = run((builder) => {
      const counted = (topic: string) =>
        builder
          .stream(topic, consumed)
          .groupByKey()
          .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
          .count(Materialized.as<string, number>(`counts-${topic}`).withKeySerde(text));
      return counted('l')
        .join(counted('r'), plus)
        .toStream((windowed) => windowed.key)
        .mapValues(String);
    });
    expect(pipe('l a 1 5', 'r a 1 12', 'l a 1 13', 'l a 1 14')).toEqual(['a=1+1@13', 'a=2+1@14']);
    driver.close();
  });
});
