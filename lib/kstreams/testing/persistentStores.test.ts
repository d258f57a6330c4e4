import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import { Materialized } from '../dsl/materialized.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import { TopologyTestDriver } from './topologyTestDriver.ts';

const text = Serdes.string();

function counting() {
  const builder = new StreamsBuilder();
  const supplier = Stores.persistentTimestampedKeyValueStore('counts');
  builder
    .stream('in', Consumed.with(text, text))
    .groupByKey(Grouped.with(text, text))
    .count(Materialized.as<string, number>(supplier).withKeySerde(text).withLoggingDisabled());
  builder.globalTable(
    'all',
    Consumed.with(text, text),
    Materialized.as(Stores.persistentKeyValueStore('all')),
  );
  return builder.build();
}

function count(driver: TopologyTestDriver, ...keys: string[]): (number | undefined)[] {
  const input = driver.createInputTopic('in', text, text);
  for (const key of keys) input.pipeInput(key, 'x');
  const store = driver.getTimestampedKeyValueStore<string, number>('counts');
  return ['a', 'b'].map((key) => store?.get(key)?.value);
}

it('keeps persistent stores where the driver is told to, each task apart', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'kstreams-driver-'));
  const first = new TopologyTestDriver(counting(), { stateDir });
  expect(count(first, 'a', 'b', 'a')).toEqual([2, 1]);
  first.createInputTopic('all', text, text).pipeInput('k', 'v');
  expect(first.getTimestampedKeyValueStore('all')?.get('k')?.value).toBe('v');
  first.close();
  expect(readdirSync(join(stateDir, 'test')).sort()).toEqual(['0_0', 'global']);

  const second = new TopologyTestDriver(counting(), { stateDir });
  expect(count(second, 'b')).toEqual([2, 2]);
  // Filled from a topic, without a checkpoint: begun anew.
  expect(second.getTimestampedKeyValueStore('all')?.get('k')).toBeNull();
  second.close();
  rmSync(stateDir, { recursive: true });
});

it('removes them on closing otherwise', () => {
  const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`kstreams-test-${process.pid}-`));
  const driver = new TopologyTestDriver(counting());
  expect(count(driver, 'a')).toEqual([1, undefined]);
  const [directory = ''] = ours();
  expect(existsSync(join(tmpdir(), directory, 'test', '0_0', 'counts'))).toBe(true);
  driver.close();
  expect(ours()).toEqual([]);
});
