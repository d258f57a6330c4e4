import {
  BufferConfig,
  Consumed,
  Serdes,
  StreamsBuilder,
  Suppressed,
  TimeWindows,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';

const text = Serdes.string();
const builder = new StreamsBuilder();
const told: string[] = [];
const counts = builder
  .stream('records', Consumed.with(text, text))
  .groupByKey()
  .windowedBy(TimeWindows.ofSizeAndGrace(50, 20))
  .count();
counts.toStream().foreach(({ window }, count) => told.push(`[${window.start}, ${window.end}) has ${count}`));
counts
  .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
  .toStream()
  .foreach(({ window }, count) => told.push(`FINAL [${window.start}, ${window.end}) ${count}`));

const driver = new TopologyTestDriver(builder.build());
const records = driver.createInputTopic('records', text, text);
for (const timestamp of [10, 40, 60, 45, 75, 49]) {
  records.pipeInput('wine', 'a glass', timestamp);
  console.log(`record at ${timestamp}: ${told.splice(0).join(', ') || 'nothing'}`);
}
await driver.advanceWallClockTime(24 * 60 * 60 * 1000);
console.log(`a day later: ${told.join(', ') || 'nothing'}; dropped: ${driver.droppedRecords()}`);
driver.close();
