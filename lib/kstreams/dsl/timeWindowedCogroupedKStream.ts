import type { Windowed } from '../state/windowed.ts';
import { type CogroupedStreams, cogroupedTable } from './cogroupedTable.ts';
import type { DslBuilder } from './dslBuilder.ts';
import { streamFold } from './folds.ts';
import type { Initializer } from './functions.ts';
import type { KTable } from './ktable.ts';
import type { NamedOrMaterialized } from './namedOrMaterialized.ts';
import { windowedStore } from './windowedTable.ts';
import type { TimeWindowing } from './windowing.ts';

/** The groups of a cogroup by key and time window. */
export class TimeWindowedCogroupedKStream<K, VA> {
  readonly #builder: DslBuilder;
  readonly #groups: CogroupedStreams<K, VA>;
  readonly #windowing: TimeWindowing;

  /** @internal comes from `CogroupedKStream.windowedBy` */
  constructor(builder: DslBuilder, groups: CogroupedStreams<K, VA>, windowing: TimeWindowing) {
    this.#builder = builder;
    this.#groups = groups;
    this.#windowing = windowing;
  }

  /** The table, beginning with the initial value for each key and window. */
  aggregate(
    initializer: Initializer<VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<Windowed<K>, NonNullable<VA>> {
    const windowing = this.#windowing;
    return cogroupedTable<K, Windowed<K>, VA, NonNullable<VA>>({
      ...{ builder: this.#builder, groups: this.#groups, how, ...windowing },
      store: (...given) => windowedStore(windowing, ...given),
      operator: ({ name }, aggregator) =>
        windowing.operator(name, streamFold(initializer, aggregator), false),
    });
  }
}
