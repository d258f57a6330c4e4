import { afterEach, describe, expect, it } from 'vitest';
import type { Processor } from '../processor/processor.ts';
import type { ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
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
    expect(output.readValuesToList()).toEqual(['y:1', 'z:2']);
    expect(driver.getKeyValueStore<string, number>('counts')?.get('a')).toBe(2);
    const changes = driver.createOutputTopic('test-counts-changelog', text, Serdes.long());
    expect(changes.readKeyValuesToMap()).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    );
  });
});
