import { type SessionFold, SessionWindowAggregate } from '../operators/sessionWindowAggregate.ts';
import type { Serde } from '../serdes/serde.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { Windowed } from '../state/windowed.ts';
import { EmitStrategy } from './emitStrategy.ts';
import { countFold, reduceFold, streamFold } from './folds.ts';
import type { Aggregator, Initializer, Merger, Reducer } from './functions.ts';
import type { GroupedSource } from './groupedSource.ts';
import type { KTable } from './ktable.ts';
import type { NamedOrMaterialized } from './namedOrMaterialized.ts';
import type { SessionWindows } from './sessionWindows.ts';
import { windowedTable } from './windowedTable.ts';
import { sessionWindowing } from './windowing.ts';

/** The records of a stream by key and session, ready to be made into a table. Records without a key are dropped. */
export class SessionWindowedKStream<K, V> {
  readonly #source: GroupedSource<K, NonNullable<V>>;
  readonly #windows: SessionWindows;
  readonly #emit: EmitStrategy;

  /** @internal comes from `KGroupedStream.windowedBy` */
  constructor(
    source: GroupedSource<K, NonNullable<V>>,
    windows: SessionWindows,
    emit: EmitStrategy = EmitStrategy.onWindowUpdate(),
  ) {
    this.#source = source;
    this.#windows = windows;
    this.#emit = emit;
  }

  /** The same sessions, told of in another way. */
  emitStrategy(emit: EmitStrategy): SessionWindowedKStream<K, V> {
    return new SessionWindowedKStream(this.#source, this.#windows, emit);
  }

  /** How many records each session has. */
  count(...how: NamedOrMaterialized<K, number>): KTable<Windowed<K>, number> {
    const fold = { ...countFold(), merge: (_key: K, one: number | null, two: number) => (one ?? 0) + two };
    return this.#table('KSTREAM-AGGREGATE-', how, Serdes.long(), fold, true);
  }

  /** Combines the values of each session; the first one is taken as it is. */
  reduce(
    reducer: Reducer<NonNullable<V>, V>,
    ...how: NamedOrMaterialized<K, NonNullable<V>>
  ): KTable<Windowed<K>, NonNullable<V>> {
    const fold = reduceFold<K, V>(reducer);
    const merge = (key: K, one: NonNullable<V> | null, two: NonNullable<V>) => fold.add(key, two, one);
    return this.#table('KSTREAM-REDUCE-', how, this.#source.valueSerde, { ...fold, merge });
  }

  /** Folds the records of each session; when sessions become one, the merger makes one value of theirs. */
  aggregate<VA>(
    initializer: Initializer<VA>,
    aggregator: Aggregator<K, V, VA>,
    merger: Merger<K, VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<Windowed<K>, NonNullable<VA>> {
    const fold = { ...streamFold(initializer, aggregator), merge: mergeWith<K, VA>(merger) };
    return this.#table('KSTREAM-AGGREGATE-', how, undefined, fold);
  }

  #table<VA>(
    prefix: string,
    how: NamedOrMaterialized<K, VA>,
    valueSerde: Serde<VA> | undefined,
    fold: SessionFold<K, V, VA>,
    usesNumber = false,
  ): KTable<Windowed<K>, VA> {
    const windows = this.#windows;
    const isEmittedOnClose = this.#emit.type === 'ON_WINDOW_CLOSE';
    return windowedTable({
      ...{ source: this.#source, windowing: sessionWindowing(windows), prefix, how, valueSerde, usesNumber },
      isUncached: isEmittedOnClose,
      operator: (storeName) => new SessionWindowAggregate({ storeName, windows, fold, isEmittedOnClose }),
    });
  }
}

/** @internal a user's merger as part of a fold, also for a cogroup */
export function mergeWith<K, VA>(merger: Merger<K, VA>): SessionFold<K, never, NonNullable<VA>>['merge'] {
  return (key, one, two) => merger(key, one as VA, two) ?? null;
}
