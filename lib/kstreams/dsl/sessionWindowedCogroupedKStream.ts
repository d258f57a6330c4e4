import { SessionWindowAggregate } from '../operators/sessionWindowAggregate.ts';
import type { Windowed } from '../state/windowed.ts';
import { type CogroupedStreams, cogroupedTable } from './cogroupedTable.ts';
import type { DslBuilder } from './dslBuilder.ts';
import { streamFold } from './folds.ts';
import type { Initializer, Merger } from './functions.ts';
import type { KTable } from './ktable.ts';
import type { NamedOrMaterialized } from './namedOrMaterialized.ts';
import { mergeWith } from './sessionWindowedKStream.ts';
import type { SessionWindows } from './sessionWindows.ts';
import { windowedStore } from './windowedTable.ts';
import { sessionWindowing } from './windowing.ts';

/** The groups of a cogroup by key and session. */
export class SessionWindowedCogroupedKStream<K, VA> {
  readonly #builder: DslBuilder;
  readonly #groups: CogroupedStreams<K, VA>;
  readonly #windows: SessionWindows;

  /** @internal comes from `CogroupedKStream.windowedBy` */
  constructor(builder: DslBuilder, groups: CogroupedStreams<K, VA>, windows: SessionWindows) {
    this.#builder = builder;
    this.#groups = groups;
    this.#windows = windows;
  }

  /** The table; when sessions become one, the merger makes one value of theirs. */
  aggregate(
    initializer: Initializer<VA>,
    merger: Merger<K, VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<Windowed<K>, NonNullable<VA>> {
    const [windows, windowing] = [this.#windows, sessionWindowing(this.#windows)];
    return cogroupedTable<K, Windowed<K>, VA, NonNullable<VA>>({
      ...{ builder: this.#builder, groups: this.#groups, how, ...windowing },
      store: (...given) => windowedStore(windowing, ...given),
      operator({ name: storeName }, aggregator) {
        const fold = { ...streamFold(initializer, aggregator), merge: mergeWith<K, VA>(merger) };
        return new SessionWindowAggregate({ storeName, windows, fold, isEmittedOnClose: false });
      },
    });
  }
}
