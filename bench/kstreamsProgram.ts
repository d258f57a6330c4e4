// One run of one topology on lib/kstreams: what java/KafkaStreamsBench.java does with Kafka Streams. It prints what it
// has measured as a line of JSON and stays until its input ends, so that what it used can be read.
import { once } from 'node:events';
import { connectKafka } from '@kafka-tutorial/kafka';
import {
  Consumed,
  Grouped,
  KafkaStreams,
  type KeyValueBytesStoreSupplier,
  type KeyValueStore,
  Materialized,
  Produced,
  Serdes,
  Stores,
  StreamsBuilder,
  Topology,
} from '@kafka-tutorial/kstreams';
import { createLogger } from '@kafka-tutorial/util';

const [, applicationId, stateDir, workload, store, cacheBytes, input, output, records] = process.argv.slice(
  2,
) as [string, string, string, string, string, string, string, string, string];

const text = Serdes.string();
const bytes = Serdes.bytes();
const measured = { startedAt: 0, endedAt: 0, count: 0 };
let finish = () => {};
const finished = new Promise<void>((resolve) => {
  finish = resolve;
});

function tick(): void {
  if (measured.count++ === 0) measured.startedAt = Date.now();
  if (measured.count === Number(records)) finish();
}

function flip(value: Buffer | null): Buffer | null {
  const copy = Buffer.from(value ?? []);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}

function topology(supplier: KeyValueBytesStoreSupplier): Topology {
  if (workload === 'restore') return restore(supplier);
  const builder = new StreamsBuilder();
  const stream = builder.stream(input, Consumed.with(text, bytes));
  if (workload === 'mapValues') {
    stream.mapValues(flip).peek(tick).to(output, Produced.with(text, bytes));
  } else {
    stream
      .peek(tick)
      .groupByKey(Grouped.with(text, bytes))
      .count(Materialized.as<string, number>(supplier).withKeySerde(text))
      .toStream()
      .to(output, Produced.with(text, Serdes.long()));
  }
  return builder.build();
}

/** A store that is only restored; its entries are counted when that is done. */
function restore(supplier: KeyValueBytesStoreSupplier): Topology {
  return new Topology()
    .addSource('source', input, { keySerde: text, valueSerde: bytes })
    .addProcessor(
      'counter',
      {
        get: () => ({
          init(context) {
            const rows = context.getStateStore<KeyValueStore<string, Buffer>>('rows');
            for (const _ of rows.all()) measured.count++;
            finish();
          },
          process() {},
        }),
      },
      'source',
    )
    .addStateStore(Stores.keyValueStoreBuilder(supplier, text, bytes), 'counter');
}

const { kafka } = await connectKafka({ clientId: 'bench', logger: createLogger('kstreams', 'error') });
const make = store === 'persistent' ? Stores.persistentKeyValueStore : Stores.inMemoryKeyValueStore;
const streams = new KafkaStreams(topology(make('rows')), {
  ...{ applicationId, stateDir, kafka },
  statestoreCacheMaxBytes: Number(cacheBytes),
  logger: console,
});
streams.setGlobalStateRestoreListener({
  onRestoreStart(_changelog, _store, from, to) {
    if (to > from) measured.startedAt = Date.now();
  },
  onRestoreEnd(_changelog, _store, total) {
    if (total > 0) measured.endedAt = Date.now();
  },
});
await streams.start();
await finished;
const isRestored = measured.endedAt > 0;
await streams.close({ timeoutMs: 60_000 });
if (!isRestored) measured.endedAt = Date.now();
console.log(JSON.stringify(measured));
process.stdin.resume();
await once(process.stdin, 'end');
process.exit(0);
