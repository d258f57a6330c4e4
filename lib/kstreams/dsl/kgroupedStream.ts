import { StreamAggregate, type StreamFold } from '../operators/streamAggregate.ts';
import { Serdes } from '../serdes/serdes.ts';
import { CogroupedKStream } from './cogroupedKStream.ts';
import { countFold, reduceFold, streamFold } from './folds.ts';
import type { Aggregator, Initializer, Reducer } from './functions.ts';
import type { GroupedSource } from './groupedSource.ts';
import { KTable } from './ktable.ts';
import type { Materialized } from './materialized.ts';
import type { Named } from './named.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import { SessionWindowedKStream } from './sessionWindowedKStream.ts';
import { SessionWindows } from './sessionWindows.ts';
import type { SlidingWindows } from './slidingWindows.ts';
import { type TableStore, tableStore } from './tableStore.ts';
import { TimeWindowedKStream } from './timeWindowedKStream.ts';
import type { TimeWindows } from './timeWindows.ts';
import { timeWindowing } from './windowing.ts';

const aggregatePrefix = 'KSTREAM-AGGREGATE-';
const reducePrefix = 'KSTREAM-REDUCE-';

/**
 * The records of a stream by key, ready to be made into a table. Records without a key or value are dropped; those
 * of equal keys meet in one task, through a repartition topic if a key may have changed.
 */
export class KGroupedStream<K, V> {
  /** @internal for the other classes of the DSL */
  readonly source: GroupedSource<K, NonNullable<V>>;

  /** @internal comes from `KStream.groupBy` and `groupByKey` */
  constructor(source: GroupedSource<K, NonNullable<V>>) {
    this.source = source;
  }

  /** How many records each key has had. */
  count(...how: NamedOrMaterialized<K, number>): KTable<K, number> {
    const [named, materialized] = namedAndMaterialized(how);
    const { names } = this.source.builder;
    // Uses up one number more when a materialisation is given without a name, as Java does for the sake of old names.
    if (materialized !== undefined && materialized.options.storeName === undefined) {
      names.generateStore(aggregatePrefix);
    }
    const store = this.#store(materialized, aggregatePrefix, Serdes.long());
    return this.#table(named, aggregatePrefix, store, countFold());
  }

  /** Combines the values of each key; the first one is taken as it is. */
  reduce(
    reducer: Reducer<NonNullable<V>>,
    ...how: NamedOrMaterialized<K, NonNullable<V>>
  ): KTable<K, NonNullable<V>> {
    const [named, materialized] = namedAndMaterialized(how);
    const store = this.#store(materialized, reducePrefix, this.source.valueSerde);
    return this.#table(named, reducePrefix, store, reduceFold<K, NonNullable<V>>(reducer));
  }

  /** Folds the records of each key, beginning with the initial value. */
  aggregate<VA>(
    initializer: Initializer<VA>,
    aggregator: Aggregator<K, NonNullable<V>, VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<K, NonNullable<VA>> {
    const [named, materialized] = namedAndMaterialized(how);
    const store = this.#store<NonNullable<VA>>(materialized, aggregatePrefix, undefined);
    return this.#table(named, aggregatePrefix, store, streamFold(initializer, aggregator));
  }

  /** Cuts each key's records into windows; a record without a value counts too. */
  windowedBy(windows: TimeWindows): TimeWindowedKStream<K, V>;
  /** Cuts each key's records into sliding windows; records without a value are dropped. */
  windowedBy(windows: SlidingWindows): TimeWindowedKStream<K, NonNullable<V>>;
  /** Cuts each key's records into sessions; a record without a value counts too. */
  windowedBy(windows: SessionWindows): SessionWindowedKStream<K, V>;
  windowedBy(windows: TimeWindows | SlidingWindows | SessionWindows): unknown {
    if (windows instanceof SessionWindows) return new SessionWindowedKStream<K, V>(this.source, windows);
    return new TimeWindowedKStream<K, V>(this.source, timeWindowing(windows));
  }

  /** Begins an aggregate over several groups: this one with this aggregator. */
  cogroup<VA>(aggregator: Aggregator<K, NonNullable<V>, VA>): CogroupedKStream<K, VA> {
    return new CogroupedKStream<K, VA>(this.source.builder).cogroup(this, aggregator);
  }

  #store<VA>(
    materialized: Materialized<K, VA> | undefined,
    prefix: string,
    valueSerde: TableStore<K, VA>['valueSerde'],
  ): TableStore<K, VA> {
    const { builder, keySerde } = this.source;
    const name = materialized?.options.storeName ?? builder.names.generateStore(prefix);
    return tableStore(materialized, name, { keySerde, valueSerde });
  }

  #table<VA>(
    named: Named | undefined,
    prefix: string,
    store: TableStore<K, VA>,
    fold: StreamFold<K, NonNullable<V>, VA>,
  ): KTable<K, VA> {
    const { builder } = this.source;
    const name = builder.names.orGenerate(named, prefix);
    const operator = new StreamAggregate(store.name, fold, store.historyRetentionMs);
    const { node: parent, sources } = this.source.partitioned(store.name);
    const node = builder.addProcessor(name, operator, [parent], { store: store.builder });
    const { keySerde, valueSerde, queryableName: queryableStoreName } = store;
    return new KTable({ builder, node, keySerde, valueSerde, sources, operator, queryableStoreName });
  }
}
