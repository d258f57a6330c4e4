import { Headers } from '../processor/headers.ts';
import type { ProducedRecord } from '../runtime/records.ts';
import { StateManager } from '../runtime/stateManager.ts';
import { withDefaults } from '../runtime/streamsConfig.ts';
import { TaskContext } from '../runtime/taskContext.ts';
import { RecordCache } from '../state/recordCache.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { DriverCollector } from './driverCollector.ts';

export const changelogTopic = 'test-store-changelog';

interface HarnessOptions {
  readonly cacheMaxBytes?: number;
  /** Where a persistent store is; needed for those only. */
  readonly stateDir?: string;
}

/** A store at work in a task of its own: what it writes to its changelog can be looked at and brought back. */
export class StoreHarness<S extends StateStore> {
  readonly store: S;
  readonly context: TaskContext;
  readonly #collector = new DriverCollector();
  readonly #builder: StoreBuilder<S>;
  readonly #options: HarnessOptions;
  readonly #changes: ProducedRecord[] = [];

  constructor(builder: StoreBuilder<S>, options: HarnessOptions = {}) {
    const { cacheMaxBytes = 1_000_000, stateDir } = options;
    this.#builder = builder;
    this.#options = options;
    const stored = {
      builder,
      changelogTopic: builder.loggingEnabled ? changelogTopic : undefined,
      changelogIsSource: false,
    };
    this.context = new TaskContext({ subtopology: 0, partition: 0 }, [stored], {
      config: withDefaults({ applicationId: 'test', ...(stateDir === undefined ? {} : { stateDir }) }),
      clock: { now: () => 0 },
      collector: this.#collector,
      cache: cacheMaxBytes > 0 ? new RecordCache(cacheMaxBytes) : undefined,
      globalStores: new StateManager(),
    });
    this.context.stores.open(builder, this.context);
    this.store = this.context.stores.get(builder.name) as S;
    this.at(0);
  }

  /** What follows is done for a record of this timestamp. */
  at(timestamp: number): void {
    this.context.current = { topic: 'in', partition: 0, offset: 0, timestamp, headers: Headers.none };
  }

  /** All that was written to the changelog so far. */
  changes(): readonly ProducedRecord[] {
    this.#changes.push(...this.#collector.take());
    return this.#changes;
  }

  /** Another store of the same builder, with what the changelog brings back. */
  restarted(): StoreHarness<S> {
    this.store.flush();
    this.context.close();
    const next = new StoreHarness(this.#builder, this.#options);
    for (const { key, value, timestamp } of this.changes()) {
      if (key !== null) next.context.stores.restore(this.store.name, key, value, timestamp);
    }
    return next;
  }
}
