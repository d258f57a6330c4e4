import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { Consumed } from './consumed.ts';
import { Grouped } from './grouped.ts';
import { Joined } from './joined.ts';
import type { KStream } from './kstream.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Produced } from './produced.ts';
import { StreamsBuilder } from './streamsBuilder.ts';
import { Suppressed } from './suppressed.ts';

const text = Serdes.string();
const consumed = Consumed.with(text, text);
const plus = (left: unknown, right: unknown) => `${left}+${right}`;
const invalid = expect.objectContaining({ code: 'TOPOLOGY_INVALID' });

type Text = KTable<string, string>;

function versioned(builder: StreamsBuilder, topic: string): Text {
  const store = Stores.persistentVersionedKeyValueStore(topic, 100);
  return builder.table(topic, consumed, Materialized.as<string, string>(store));
}

/** Results of records `TOPIC key value timestamp`, each as `key=value@timestamp`. */
function run(build: (builder: StreamsBuilder) => KStream<string, string | null>) {
  const builder = new StreamsBuilder();
  build(builder).to('out', Produced.with(text, text));
  const driver = new TopologyTestDriver(builder.build());
  const output = driver.createOutputTopic('out', text, text);
  const pipe = (...records: string[]) => {
    for (const record of records) {
      const [topic = '', key = '', value = '', timestamp] = record.split(' ');
      driver
        .createInputTopic(topic, text, text)
        .pipeInput(key, value === '-' ? null : value, Number(timestamp));
    }
    return output.readRecordsToList().map((record) => `${record.key}=${record.value}@${record.timestamp}`);
  };
  return { driver, pipe };
}

describe('a versioned table', () => {
  it('files updates by their timestamps, and drops those older than its history', () => {
    const { driver, pipe } = run((builder) => versioned(builder, 't').toStream());
    expect(pipe('t a new 200', 't a old 150', 't a - 99')).toEqual(['a=new@200', 'a=old@150']);
    expect(driver.droppedRecords()).toBe(1);
    driver.close();
  });

  it('tells a stream the row of the time of each record, also through filter and mapValues', () => {
    const { driver, pipe } = run((builder) => {
      const table = versioned(builder, 't')
        .filter((_key, value) => value !== 'hidden')
        .mapValues((value) => value.toUpperCase());
      return builder.stream('s', consumed).leftJoin(table, plus, Joined.with(text, text)) as never;
    });
    pipe('t a one 100', 't a hidden 120', 't a two 140');
    expect(pipe('s a x 99', 's a x 110', 's a x 130', 's a x 500')).toEqual([
      'a=x+null@99',
      'a=x+ONE@110',
      'a=x+null@130',
      'a=x+TWO@500',
    ]);
    driver.close();
  });

  it('lets the records of a stream wait for rows, and joins them in the order of time', () => {
    const how = Joined.with(text, text).withGracePeriod(50).withName('late');
    const { driver, pipe } = run((builder) =>
      builder.stream('s', consumed).join(versioned(builder, 't'), plus, how),
    );
    expect(pipe('s a 2 120', 's a 1 110', 't a row 105')).toEqual([]);
    expect(pipe('s a 3 165')).toEqual(['a=1+row@110']);
    expect(pipe('s a 0 106')).toEqual(['a=0+row@106']);
    const logged = driver.producedRecords().filter(({ topic }) => topic.endsWith('late-Buffer-changelog'));
    expect(logged.map(({ value }) => value === null)).toEqual([false, false, false, true]);
    driver.close();
  });

  it('needs a history as long as the grace period of a join', () => {
    const how = Joined.with(text, text).withGracePeriod(101);
    const build = (table: (builder: StreamsBuilder) => Text) => () =>
      run((builder) => builder.stream('s', consumed).join(table(builder), plus, how));
    expect(build((builder) => versioned(builder, 't'))).toThrow(invalid);
    expect(build((builder) => builder.table('t', consumed))).toThrow(invalid);
  });

  it('changes the result of a join of tables only by its latest rows', () => {
    const { driver, pipe } = run((builder) =>
      versioned(builder, 'l').join(builder.table('r', consumed), plus).toStream(),
    );
    expect(pipe('r a x 10', 'l a new 50', 'l a old 40', 'r a y 60')).toEqual(['a=new+x@50', 'a=new+y@60']);
    driver.close();
  });

  it('changes groups, and rows that name others, only by its latest rows', () => {
    const byValue = Grouped.with(text, text);
    const { driver, pipe } = run((builder) => {
      const table = versioned(builder, 'l');
      const named = table.join(builder.table('r', consumed), (value) => value, plus).toStream();
      const counts = table.groupBy((key, value) => ({ key: value, value: key }), byValue).count();
      return named.merge(counts.toStream().mapValues(String)) as never;
    });
    expect(pipe('r new row 1', 'l a new 50')).toEqual(['new=1@50', 'a=new+row@50']);
    expect(pipe('l a old 40')).toEqual([]);
    driver.close();
  });

  it('keeps the history of an aggregation, or of a table that is kept again', () => {
    const { driver, pipe } = run((builder) => {
      const store = Stores.persistentVersionedKeyValueStore('longest', 100);
      const table = builder
        .stream('s', consumed)
        .groupByKey()
        .reduce((a, b) => (b.length > a.length ? b : a), Materialized.as<string, string>(store));
      const kept = Materialized.as<string, string>(Stores.persistentVersionedKeyValueStore('kept', 100));
      return table.filter(() => true, kept).toStream();
    });
    expect(pipe('s a x 100', 's a xyz 120', 's a xy 110')).toEqual(['a=x@100', 'a=xyz@120', 'a=xyz@120']);
    expect(driver.getStateStore('kept')?.isOpen).toBe(true);
    driver.close();
  });

  it('cannot be suppressed', () => {
    expect(() => versioned(new StreamsBuilder(), 't').suppress(Suppressed.untilTimeLimit(10))).toThrow(
      invalid,
    );
  });
});
