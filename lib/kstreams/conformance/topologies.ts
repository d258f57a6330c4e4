import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import type { KGroupedStream } from '../dsl/kgroupedStream.ts';
import { Materialized } from '../dsl/materialized.ts';
import type { TopologyOptimization } from '../dsl/optimizations.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { Serdes } from '../serdes/serdes.ts';
import { type KeyValueBytesStoreSupplier, Stores } from '../state/stores.ts';
import type { Topology } from '../topology/topology.ts';

/** Which topology is run, and on what. */
export interface TopologyOptions {
  readonly topology: 'words' | 'count' | 'rows' | 'sizes';
  readonly input: string;
  readonly output: string;
  readonly store: 'memory' | 'disk';
  readonly optimization: TopologyOptimization;
}

const text = Serdes.string();

/** The topologies of Topologies.java, line by line. */
export function buildTopology({ topology, input, output, store, optimization }: TopologyOptions): Topology {
  const builder = new StreamsBuilder();
  const supplier =
    store === 'disk'
      ? Stores.persistentTimestampedKeyValueStore('store')
      : Stores.inMemoryKeyValueStore('store');
  ({ words, count, rows, sizes })[topology](builder, input, output, supplier);
  return builder.build({ topologyOptimization: optimization });
}

/** Counts words, by way of a repartition topic. */
function words(builder: StreamsBuilder, input: string, output: string, store: KeyValueBytesStoreSupplier) {
  const words = builder
    .stream(input, Consumed.with(text, text))
    .flatMapValues((line) => line?.split(' ') ?? [])
    .groupBy((_key, word) => word, Grouped.with(text, text).withName('words'));
  countInto(words, output, store);
}

/** Counts the records of each key, with no repartition topic in between. */
function count(builder: StreamsBuilder, input: string, output: string, store: KeyValueBytesStoreSupplier) {
  countInto(builder.stream(input, Consumed.with(text, text)).groupByKey(), output, store);
}

function countInto(
  grouped: KGroupedStream<string, string | null>,
  output: string,
  store: KeyValueBytesStoreSupplier,
) {
  grouped
    .count(Materialized.as<string, number>(store).withKeySerde(text).withCachingDisabled())
    .toStream()
    .to(output, Produced.with(text, Serdes.long()));
}

/** A table with its updates as results. */
function rows(builder: StreamsBuilder, input: string, output: string, store: KeyValueBytesStoreSupplier) {
  builder
    .table(input, Consumed.with(text, text), Materialized.as<string, string>(store).withCachingDisabled())
    .toStream()
    .to(output, Produced.with(text, text));
}

/** How many rows of a table have each value: old values go to the repartition topic too. */
function sizes(builder: StreamsBuilder, input: string, output: string, store: KeyValueBytesStoreSupplier) {
  builder
    .table(input, Consumed.with(text, text), Materialized.as<string, string>(store).withCachingDisabled())
    .groupBy((key, value) => ({ key: value, value: key }), Grouped.with(text, text).withName('values'))
    .count(
      Materialized.as<string, number>(Stores.inMemoryKeyValueStore('sizes'))
        .withKeySerde(text)
        .withCachingDisabled(),
    )
    .toStream()
    .to(output, Produced.with(text, Serdes.long()));
}
