import {
  Consumed,
  Materialized,
  Produced,
  Serdes,
  StreamsBuilder,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';

const text = Serdes.string();
const points = Serdes.integer();

/** A topic read as a table, and what the table tells of its changes as a stream again. */
function topology() {
  const builder = new StreamsBuilder();
  builder
    .table('ratings', Consumed.with(text, points), Materialized.as('latest'))
    .toStream()
    .to('changes', Produced.with(text, points));
  return builder.build();
}

const driver = new TopologyTestDriver(topology());
const ratings = driver.createInputTopic('ratings', text, points);
ratings.pipeInput('Rioja', 5);
ratings.pipeInput('Barolo', 6);
ratings.pipeInput('Rioja', 7);
ratings.pipeInput('Barolo', null);
ratings.pipeInput('Rioja', 6);

const changes = driver.createOutputTopic('changes', text, points).readKeyValuesToList();
console.log(`the stream: ${changes.map(({ key, value }) => `${key} ${value}`).join(', ')}`);
const rows = [...(driver.getTimestampedKeyValueStore<string, number>('latest')?.all() ?? [])];
console.log(`the table: ${rows.map(({ key, value }) => `${key} ${value.value}`).join(', ')}`);

// The stream of changes is all that another table needs to become the same.
const copy = new TopologyTestDriver(topology());
const input = copy.createInputTopic('ratings', text, points);
for (const { key, value } of changes) input.pipeInput(key, value);
const again = [...(copy.getTimestampedKeyValueStore<string, number>('latest')?.all() ?? [])];
console.log(`its copy: ${again.map(({ key, value }) => `${key} ${value.value}`).join(', ')}`);
driver.close();
copy.close();
