import { StreamAggregate } from '../operators/streamAggregate.ts';
import { type CogroupedStreams, cogroupedTable } from './cogroupedTable.ts';
import type { DslBuilder } from './dslBuilder.ts';
import { streamFold } from './folds.ts';
import type { Aggregator, Initializer } from './functions.ts';
import type { KGroupedStream } from './kgroupedStream.ts';
import type { KTable } from './ktable.ts';
import type { NamedOrMaterialized } from './namedOrMaterialized.ts';
import { SessionWindowedCogroupedKStream } from './sessionWindowedCogroupedKStream.ts';
import { SessionWindows } from './sessionWindows.ts';
import type { SlidingWindows } from './slidingWindows.ts';
import { tableStore } from './tableStore.ts';
import { TimeWindowedCogroupedKStream } from './timeWindowedCogroupedKStream.ts';
import type { TimeWindows } from './timeWindows.ts';
import { timeWindowing } from './windowing.ts';

/** Several groups with equal keys that are folded into one table, each by its own aggregator. */
export class CogroupedKStream<K, VA> {
  readonly #builder: DslBuilder;
  readonly #groups = new Map<KGroupedStream<K, unknown>, Aggregator<K, unknown, VA>>();

  /** @internal comes from `KGroupedStream.cogroup` */
  constructor(builder: DslBuilder) {
    this.#builder = builder;
  }

  /** Adds a group. A group that was added before gets the new aggregator. */
  cogroup<V>(grouped: KGroupedStream<K, V>, aggregator: Aggregator<K, NonNullable<V>, VA>): this {
    this.#groups.set(grouped as KGroupedStream<K, unknown>, aggregator as Aggregator<K, unknown, VA>);
    return this;
  }

  /** The table, beginning with the initial value for each key. */
  aggregate(
    initializer: Initializer<VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<K, NonNullable<VA>> {
    return cogroupedTable<K, K, VA, NonNullable<VA>>({
      ...{
        builder: this.#builder,
        groups: this.#groups,
        how,
        store: (...given) => tableStore(...given),
        keySerde: (serde) => serde,
      },
      operator: ({ name, historyRetentionMs }, aggregator) =>
        new StreamAggregate(name, streamFold(initializer, aggregator), historyRetentionMs),
    });
  }

  /**
   * Cuts each key's records into windows. Unlike elsewhere in a cogroup, a record without a value is not dropped,
   * unless the windows are sliding: its aggregator gets null.
   */
  windowedBy(windows: TimeWindows | SlidingWindows): TimeWindowedCogroupedKStream<K, VA>;
  windowedBy(windows: SessionWindows): SessionWindowedCogroupedKStream<K, VA>;
  windowedBy(windows: TimeWindows | SlidingWindows | SessionWindows): unknown {
    const groups: CogroupedStreams<K, VA> = this.#groups;
    if (windows instanceof SessionWindows) {
      return new SessionWindowedCogroupedKStream(this.#builder, groups, windows);
    }
    return new TimeWindowedCogroupedKStream(this.#builder, groups, timeWindowing(windows));
  }
}
