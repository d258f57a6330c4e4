import type { SlidingWindows } from '../dsl/slidingWindows.ts';
import { after, inOrder } from '../processor/maybePromise.ts';
import { Window, Windowed } from '../state/windowed.ts';
import type { TimestampedWindowStore } from '../state/windowStore.ts';
import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import { slidingWindowUpdates } from './slidingWindowUpdates.ts';
import type { StreamFold } from './streamAggregate.ts';
import type { TableOperator } from './tableOperator.ts';
import { windowCloseEmitter } from './windowCloseEmitter.ts';
import { closedTimeWindows, windowView } from './windowStoreReads.ts';

export interface SlidingWindowAggregateOptions<K, V, VA> {
  readonly storeName: string;
  readonly windows: SlidingWindows;
  readonly fold: StreamFold<K, V, VA>;
  readonly isEmittedOnClose: boolean;
}

/** Folds the records of each key and sliding window. A record without a key or value is dropped. */
export class SlidingWindowAggregate<K, V, VA> implements TableOperator<K, V, Windowed<K>, VA> {
  readonly historyRetentionMs = undefined;
  readonly #options: SlidingWindowAggregateOptions<K, V, VA>;
  #sendOldValues = false;

  constructor(options: SlidingWindowAggregateOptions<K, V, VA>) {
    this.#options = options;
  }

  enableSendingOldValues(): boolean {
    this.#sendOldValues = true;
    return true;
  }

  view() {
    return windowView<K, VA>(this.#options.storeName);
  }

  get() {
    return this.#supplier.get();
  }

  readonly #supplier = operator<K, V, Windowed<K>, Change<VA>>((context) => {
    const { storeName, windows, fold, isEmittedOnClose } = this.#options;
    const { timeDifferenceMs: difference, gracePeriodMs } = windows;
    const store = context.getStateStore<TimestampedWindowStore<K, VA>>(storeName);
    const forward = changeForwarder(context, isEmittedOnClose ? undefined : store, this.#sendOldValues);
    const emitClosed = windowCloseEmitter(context, {
      from: (last) => (last < 0 ? 0 : Math.max(0, last - difference)),
      to: (closeTime) => closeTime - difference - 1,
      isWorthwhile: () => true,
      find: (from, to) => closedTimeWindows(store, from, to),
    });
    let observedTime = -1;
    return (record) => {
      const { key, value, timestamp } = record;
      if (key === null || value === null) return context.dropRecord('an aggregation needs a key and a value');
      observedTime = Math.max(observedTime, timestamp);
      const closeTime = observedTime - gracePeriodMs;
      if (timestamp + difference < closeTime) return context.dropRecord('its windows have closed');
      const updates = slidingWindowUpdates(timestamp, difference, this.#near(store, key, timestamp));
      const updated = inOrder(updates, ({ start, before, isCopy }) => {
        const window = new Window(start, start + difference);
        if (!isCopy && window.end < closeTime) {
          return context.dropRecord(`the window from ${start} has closed`);
        }
        const old = isCopy ? null : before === null ? fold.initial() : before.value;
        const next = isCopy ? (before?.value ?? null) : fold.add(key, value, old);
        const latest = Math.max(timestamp, before?.timestamp ?? timestamp);
        store.put(key, next === null ? null : { value: next, timestamp: latest }, start);
        if (!isEmittedOnClose) return forward(record.withKey(new Windowed(key, window)), next, old, latest);
      });
      // Java tells of no windows after a record from near the beginning of time.
      if (!isEmittedOnClose || timestamp < difference) return updated;
      return after(updated, () => emitClosed(record, closeTime));
    };
  });

  *#near(store: TimestampedWindowStore<K, VA>, key: K, timestamp: number) {
    const from = Math.max(0, timestamp - 2 * this.#options.windows.timeDifferenceMs);
    for (const { key: start, value: stored } of store.backwardFetch(key, from, timestamp + 1)) {
      yield { start, stored };
    }
  }
}
