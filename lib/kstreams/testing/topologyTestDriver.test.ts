import { afterEach, describe, expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import type { Processor } from '../processor/processor.ts';
import type { ProcessorContext } from '../processor/processorContext.ts';
import { Record } from '../processor/record.ts';
import { logAndSkipOnInvalidTimestamp } from '../processor/timestampExtractor.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { KeyValueStore } from '../state/keyValueStore.ts';
import { Stores } from '../state/stores.ts';
import { Topology } from '../topology/topology.ts';
import { type TestDriverConfig, TopologyTestDriver } from './topologyTestDriver.ts';

const text = Serdes.string();
const serdes = { keySerde: text, valueSerde: text };

let driver: TopologyTestDriver | undefined;

afterEach(() => {
  driver?.close();
  driver = undefined;
});

function drive(topology: Topology, config: TestDriverConfig = {}): TopologyTestDriver {
  driver = new TopologyTestDriver(topology, { initialWallClockMs: 1000, ...config });
  return driver;
}

/** A processor made from what it does with a record. */
function processing(
  work: (
    record: Record<string, string>,
    context: ProcessorContext<string, string>,
  ) => undefined | Promise<void>,
) {
  return {
    get(): Processor<string, string, string, string> {
      let context: ProcessorContext<string, string>;
      return {
        init(given) {
          context = given;
        },
        process: (record) => work(record, context),
      };
    },
  };
}

function counts(): Topology {
  const store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('counts'), text, Serdes.long());
  return new Topology()
    .addSource('source', 'in', serdes)
    .addProcessor(
      'count',
      processing((record, context) => {
        const store = context.getStateStore<KeyValueStore<string, number>>('counts');
        const count = (store.get(record.key as string) ?? 0) + 1;
        store.put(record.key as string, count);
        context.forward(record.withValue(`${record.value}:${count}`));
        return undefined;
      }),
      'source',
    )
    .addStateStore(store, 'count')
    .addSink('sink', 'out', serdes, 'count');
}

describe('TopologyTestDriver', () => {
  it('runs a topology with a store and captures results and changelog', () => {
    const driver = drive(counts());
    const input = driver.createInputTopic('in', text, text, { startTimestamp: 10, autoAdvanceMs: 5 });
    const output = driver.createOutputTopic('out', text, text);

    input.pipeInput('a', 'x');
    input.pipeInput('b', 'y');
    input.pipeInput('a', 'z');

    expect(output.readRecord()).toMatchObject({ key: 'a', value: 'x:1', timestamp: 10 });
    expect(output.readRecordsToList().map(({ value, timestamp }) => [value, timestamp])).toEqual([
      ['y:1', 15],
      ['z:2', 20],
    ]);
    expect(driver.getKeyValueStore<string, number>('counts')?.get('a')).toBe(2);
    const changes = driver.createOutputTopic('test-counts-changelog', text, Serdes.long());
    expect(changes.readKeyValuesToMap()).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    );
    expect(driver.producedTopics()).toEqual(new Set(['out', 'test-counts-changelog']));
    expect([...driver.getAllStateStores().keys()]).toEqual(['counts']);
    expect(driver.getStateStore('none')).toBeUndefined();
  });

  it('feeds what is written to a topic back to the sub-topology that reads it, by time', () => {
    const topology = new Topology()
      .addSource('source', 'in', serdes)
      .addSink('out', 'mid', serdes, 'source')
      .addSource('back', ['mid', 'other'], serdes)
      .addProcessor(
        'late',
        processing((record, context) => {
          context.forward(record.withValue(`${record.value} at ${context.currentStreamTimeMs()}`));
          return undefined;
        }),
        'back',
      )
      .addSink('sink', 'result', serdes, 'late');
    const driver = drive(topology);
    const output = driver.createOutputTopic('result', text, text);
    driver.createInputTopic('in', text, text).pipeInput('k', 'x', 30);
    driver.createInputTopic('other', text, text).pipeInput('k', 'y', 20);
    expect(output.readValuesToList()).toEqual(['x at 30', 'y at 30']);
  });

  it('reads every topic that matches a pattern, and refuses one that nothing reads', () => {
    const topology = new Topology()
      .addSource('source', /x-.*/, serdes)
      .addSink('sink', 'out', serdes, 'source');
    const driver = drive(topology);
    const output = driver.createOutputTopic('out', text, text);
    driver.createInputTopic('x-1', text, text).pipeInput('k', 'one');
    driver.createInputTopic('x-2', text, text).pipeInput('k', 'two');
    expect(output.readValuesToList()).toEqual(['one', 'two']);
    expect(() => driver.createInputTopic('my-x-3', text, text).pipeInput('k', 'three')).toThrow(
      expect.objectContaining({ code: 'TEST_DRIVER_MISUSED' }),
    );
  });

  it('moves the wall clock only when told, and forwards only', () => {
    const ticks: number[] = [];
    const ticking = {
      get: (): Processor<string, string, string, string> => ({
        init: (context) => void context.schedule(100, 'WALL_CLOCK_TIME', (time) => void ticks.push(time)),
        process() {},
      }),
    };
    const driver = drive(
      new Topology().addSource('source', 'in', serdes).addProcessor('p', ticking, 'source'),
    );
    driver.createInputTopic('in', text, text).pipeInput('k', 'v', 999_999);
    driver.advanceWallClockTime(99);
    expect(ticks).toEqual([]);
    driver.advanceWallClockTime(1);
    driver.advanceWallClockTime(250);
    expect(ticks).toEqual([1100, 1350]);
    expect(() => driver.advanceWallClockTime(-1)).toThrow(RangeError);
  });

  it('waits for an asynchronous processor, and says when the caller does not', async () => {
    const topology = new Topology()
      .addSource('source', 'in', serdes)
      .addProcessor(
        'slow',
        processing(async (record, context) => {
          await Promise.resolve();
          await context.forward(record.withValue(`${record.value}!`));
        }),
        'source',
      )
      .addSink('sink', 'out', serdes, 'slow');
    const driver = drive(topology);
    const input = driver.createInputTopic('in', text, text);
    const output = driver.createOutputTopic('out', text, text);
    const done = input.pipeKeyValueList([
      { key: 'k', value: 'a' },
      { key: 'k', value: 'b' },
    ]);
    const misused = expect.objectContaining({ code: 'TEST_DRIVER_MISUSED' });
    expect(() => input.pipeInput('k', 'c')).toThrow(misused);
    expect(() => output.readValue()).toThrow(misused);
    await done;
    expect(output.readValuesToList()).toEqual(['a!', 'b!']);
  });

  it('can be used on after a record that failed', async () => {
    const topology = new Topology().addSource('source', 'in', serdes).addProcessor(
      'p',
      processing((record) => {
        if (record.value === 'later') return Promise.reject(new Error('no good'));
        if (record.value === 'now') throw new Error('no good');
        return undefined;
      }),
      'source',
    );
    const input = drive(topology).createInputTopic('in', text, text);
    const failed = { code: 'PROCESSING_FAILED' };
    expect(() => input.pipeInput('k', 'now')).toThrow(expect.objectContaining(failed));
    await expect(input.pipeInput('k', 'later')).rejects.toMatchObject(failed);
    expect(input.pipeInput('k', 'good')).toBeUndefined();
  });

  it('counts what was dropped', () => {
    const topology = () =>
      new Topology().addSource('source', 'in', {
        ...serdes,
        timestampExtractor: logAndSkipOnInvalidTimestamp,
      });
    const driver = drive(topology());
    driver.createInputTopic('in', text, text).pipeInput('k', 'v', -1);
    expect(driver.droppedRecords()).toBe(1);
  });

  it('fills global stores, which the topology may write to itself', () => {
    const builder = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('global'), text, text);
    const put = {
      get(): Processor<string, string, never, never> {
        let store: KeyValueStore<string, string>;
        return {
          init(context) {
            store = context.getStateStore('global');
          },
          process: ({ key, value }) => store.put(key as string, value),
        };
      },
    };
    const topology = new Topology()
      .addGlobalStore(builder.withLoggingDisabled(), 'all', 'everywhere', serdes, 'put', put)
      .addSource('source', 'in', serdes)
      .addSink('sink', 'everywhere', serdes, 'source');
    const driver = drive(topology);
    driver.createInputTopic('everywhere', text, text).pipeInput('a', '1');
    driver.createInputTopic('in', text, text).pipeInput('b', '2');
    const store = driver.getKeyValueStore<string, string>('global');
    expect([store?.get('a'), store?.get('b')]).toEqual(['1', '2']);
  });
});

describe('the topics of a test', () => {
  const copy = () =>
    new Topology().addSource('source', 'in', serdes).addSink('sink', 'out', serdes, 'source');

  it('keep timestamps and headers', () => {
    const driver = drive(copy());
    const record = new Record<string, string>('k', 'v', 7, Headers.none.with('trace', 't'));
    driver.createInputTopic('in', text, text).pipeRecord(record);
    const read = driver.createOutputTopic('out', text, text).readRecord();
    expect([read.timestamp, read.headers.lastHeader('trace')?.value?.toString()]).toEqual([7, 't']);
  });

  it('begin at the wall clock, and move as told', () => {
    const driver = drive(copy());
    const input = driver.createInputTopic('in', text, text, { autoAdvanceMs: 1 });
    input.pipeInput('k', 'a');
    input.advanceTime(10);
    input.pipeInput('k', 'b');
    const records = driver.createOutputTopic('out', text, text).readRecordsToList();
    expect(records.map(({ timestamp }) => timestamp)).toEqual([1000, 1011]);
  });

  it('are read once by each reader, and say when they are empty', () => {
    const driver = drive(copy());
    const [first, second] = [0, 1].map(() => driver.createOutputTopic('out', text, text));
    driver.createInputTopic('in', text, text).pipeInput('k', null);
    expect([first?.getQueueSize(), first?.readKeyValue(), first?.isEmpty()]).toEqual([
      1,
      { key: 'k', value: null },
      true,
    ]);
    expect(second?.readKeyValuesToList()).toEqual([{ key: 'k', value: null }]);
    expect(() => first?.readValue()).toThrow(
      expect.objectContaining({ code: 'TEST_DRIVER_MISUSED', hint: expect.stringContaining('out') }),
    );
  });
});
