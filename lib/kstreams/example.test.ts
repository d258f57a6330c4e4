import { expect, it } from 'vitest';
import {
  Consumed,
  Grouped,
  Materialized,
  Produced,
  Serdes,
  StreamsBuilder,
  TopologyTestDriver,
} from './index.ts';

const text = Serdes.string();

function wordCount() {
  const builder = new StreamsBuilder();
  builder
    .stream('lines', Consumed.with(text, text))
    .flatMapValues((line) => line?.toLowerCase().split(' ') ?? [])
    .groupBy((_key, word) => word, Grouped.with(text, text))
    .count(Materialized.as<string, number>('counts').withKeySerde(text))
    .toStream()
    .to('word-counts', Produced.with(text, Serdes.long()));
  return builder.build();
}

it('counts words', () => {
  const driver = new TopologyTestDriver(wordCount());
  const lines = driver.createInputTopic('lines', text, text);
  const counts = driver.createOutputTopic('word-counts', text, Serdes.long());

  lines.pipeInput(null, 'to be or not to be');

  expect(counts.readKeyValuesToMap()).toEqual(
    new Map([
      ['to', 2],
      ['be', 2],
      ['or', 1],
      ['not', 1],
    ]),
  );
  expect(driver.getTimestampedKeyValueStore<string, number>('counts')?.get('be')?.value).toBe(2);
  driver.close();
});
