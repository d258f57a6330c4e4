import type { StreamFold } from '../operators/streamAggregate.ts';
import type { Serde } from '../serdes/serde.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { Windowed } from '../state/windowed.ts';
import { EmitStrategy } from './emitStrategy.ts';
import { countFold, reduceFold, streamFold } from './folds.ts';
import type { Aggregator, Initializer, Reducer } from './functions.ts';
import type { GroupedSource } from './groupedSource.ts';
import type { KTable } from './ktable.ts';
import type { NamedOrMaterialized } from './namedOrMaterialized.ts';
import { windowedTable } from './windowedTable.ts';
import type { TimeWindowing } from './windowing.ts';

/** The records of a stream by key and time window, ready to be made into a table. Records without a key are dropped. */
export class TimeWindowedKStream<K, V> {
  readonly #source: GroupedSource<K, NonNullable<V>>;
  readonly #windowing: TimeWindowing;
  readonly #emit: EmitStrategy;

  /** @internal comes from `KGroupedStream.windowedBy` */
  constructor(
    source: GroupedSource<K, NonNullable<V>>,
    windowing: TimeWindowing,
    emit: EmitStrategy = EmitStrategy.onWindowUpdate(),
  ) {
    this.#source = source;
    this.#windowing = windowing;
    this.#emit = emit;
  }

  /** The same windows, told of in another way. */
  emitStrategy(emit: EmitStrategy): TimeWindowedKStream<K, V> {
    return new TimeWindowedKStream(this.#source, this.#windowing, emit);
  }

  /** How many records each key has in each window. */
  count(...how: NamedOrMaterialized<K, number>): KTable<Windowed<K>, number> {
    return this.#table(
      'KSTREAM-AGGREGATE-',
      how,
      Serdes.long(),
      countFold(),
      this.#windowing.countUsesNumber,
    );
  }

  /** Combines the values of each key and window; the first one is taken as it is. */
  reduce(
    reducer: Reducer<NonNullable<V>, V>,
    ...how: NamedOrMaterialized<K, NonNullable<V>>
  ): KTable<Windowed<K>, NonNullable<V>> {
    return this.#table('KSTREAM-REDUCE-', how, this.#source.valueSerde, reduceFold<K, V>(reducer));
  }

  /** Folds the records of each key and window, beginning with the initial value. */
  aggregate<VA>(
    initializer: Initializer<VA>,
    aggregator: Aggregator<K, V, VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<Windowed<K>, NonNullable<VA>> {
    return this.#table('KSTREAM-AGGREGATE-', how, undefined, streamFold(initializer, aggregator));
  }

  #table<VA>(
    prefix: string,
    how: NamedOrMaterialized<K, VA>,
    valueSerde: Serde<VA> | undefined,
    fold: StreamFold<K, V, VA>,
    usesNumber = false,
  ): KTable<Windowed<K>, VA> {
    const windowing = this.#windowing;
    const isEmittedOnClose = this.#emit.type === 'ON_WINDOW_CLOSE';
    return windowedTable({
      ...{ source: this.#source, windowing, prefix, how, valueSerde, usesNumber },
      isUncached: isEmittedOnClose && windowing.isUncachedOnClose,
      operator: (storeName) => windowing.operator(storeName, fold, isEmittedOnClose),
    });
  }
}
