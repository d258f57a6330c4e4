import {
  Consumed,
  JoinWindows,
  type KStream,
  Serdes,
  StreamsBuilder,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';

const text = Serdes.string();
const builder = new StreamsBuilder();
const left = builder.stream('left', Consumed.with(text, text));
const right = builder.stream('right', Consumed.with(text, text));
const both = (a: string | null, b: string | null) => `${a}+${b}`;
const within10 = JoinWindows.ofTimeDifferenceWithNoGrace(10);

const told: string[] = [];
tell('stream-stream', left.leftJoin(right, both, within10));
tell('stream-table', left.join(right.toTable(), both));
tell('table-table', left.toTable().join(right.toTable(), both).toStream());

const driver = new TopologyTestDriver(builder.build());
const inputs = [
  ['left', 'A', 0],
  ['right', 'x', 5],
  ['left', 'B', 8],
  ['right', 'y', 30],
  ['right', null, 32],
  ['left', 'C', 50],
  ['left', 'D', 70],
] as const;
for (const [side, value, timestamp] of inputs) {
  driver.createInputTopic(side, text, text).pipeInput('wine', value, timestamp);
  console.log(`${side} ${value} at ${timestamp}: ${told.splice(0).join(', ') || 'nothing'}`);
}
driver.close();

function tell<K>(join: string, results: KStream<K, string | null>): void {
  results.foreach((_key, result) => told.push(`${join} ${result}`));
}
