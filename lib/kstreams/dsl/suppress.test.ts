import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { BufferConfig } from './bufferConfig.ts';
import { Consumed } from './consumed.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Produced } from './produced.ts';
import { StreamsBuilder } from './streamsBuilder.ts';
import { Suppressed } from './suppressed.ts';
import { TimeWindows } from './timeWindows.ts';

const text = Serdes.string();

/** What comes of a table's rows: `key=value@timestamp`. */
function run(make: (table: KTable<string, string>) => KTable<string, string>) {
  const builder = new StreamsBuilder();
  make(builder.table('in', Consumed.with(text, text), Materialized.as('rows')))
    .toStream()
    .to('out', Produced.with(text, text));
  const driver = new TopologyTestDriver(builder.build());
  const input = driver.createInputTopic('in', text, text);
  const output = driver.createOutputTopic('out', text, text);
  const pipe = (key: string, value: string | null, timestamp: number) => {
    input.pipeInput(key, value, timestamp);
    return output.readRecordsToList().map((record) => `${record.key}=${record.value}@${record.timestamp}`);
  };
  return { driver, pipe };
}

describe('a time limit', () => {
  it('holds updates back and tells of the last, in the order of the first', () => {
    const { driver, pipe } = run((table) => table.suppress(Suppressed.untilTimeLimit(10)));
    expect([pipe('b', '1', 2), pipe('a', '1', 1), pipe('b', '2', 9)].flat()).toEqual([]);
    expect(pipe('c', '1', 12)).toEqual(['a=1@1', 'b=2@9']);
    driver.close();
  });

  it('lets updates go early when the buffer is full', () => {
    const config = BufferConfig.maxRecords(2).withMaxBytes(1_000_000);
    const { driver, pipe } = run((table) => table.suppress(Suppressed.untilTimeLimit(1000, config)));
    expect([pipe('a', '1', 1), pipe('b', '1', 2), pipe('a', '2', 3)].flat()).toEqual([]);
    expect(pipe('c', '1', 4)).toEqual(['a=2@3']);
    driver.close();
  });

  it('counts the bytes that it holds back', () => {
    const { driver, pipe } = run((table) =>
      table.suppress(Suppressed.untilTimeLimit(1000, BufferConfig.maxBytes(150))),
    );
    expect(pipe('a', 'x'.repeat(100), 1)).toEqual([]);
    expect(pipe('b', 'y', 2)).toEqual([`a=${'x'.repeat(100)}@1`]);
    driver.close();
  });

  it('ends the task instead when it must not let them go', () => {
    const config = BufferConfig.maxRecords(1).shutDownWhenFull();
    const { driver, pipe } = run((table) => table.suppress(Suppressed.untilTimeLimit(1000, config)));
    pipe('a', '1', 1);
    const full = expect.objectContaining({ code: 'SUPPRESS_BUFFER_FULL' });
    expect(() => pipe('b', '1', 2)).toThrow(expect.objectContaining({ cause: full }));
    driver.close();
  });

  it('shows a filter below it what was told already', () => {
    const { driver, pipe } = run((table) =>
      table.suppress(Suppressed.untilTimeLimit(10)).filter((_key, value) => value !== '2'),
    );
    expect([...pipe('a', '2', 1), ...pipe('b', '1', 20)]).toEqual([]);
    expect(pipe('c', '1', 40)).toEqual(['b=1@20']);
    driver.close();
  });
});

describe('a suppression until windows close', () => {
  const counted = () =>
    new StreamsBuilder()
      .stream('in', Consumed.with(text, text))
      .groupByKey()
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .count();

  it('is for windowed tables only', () => {
    const closes = Suppressed.untilWindowCloses(BufferConfig.unbounded());
    expect(() =>
      counted()
        .filter(() => true)
        .suppress(closes.withName('final')),
    ).not.toThrow();
    const table = new StreamsBuilder().table('in', Consumed.with(text, text));
    // @ts-expect-error its keys are not windowed
    expect(() => table.suppress(closes)).toThrow(expect.objectContaining({ code: 'TOPOLOGY_INVALID' }));
    // @ts-expect-error final results must not be told of early
    Suppressed.untilWindowCloses(BufferConfig.maxRecords(1));
  });
});
