import type { TimeWindows } from '../dsl/timeWindows.ts';
import type { InternalProcessorContext } from '../processor/internalProcessorContext.ts';
import { after, inOrder } from '../processor/maybePromise.ts';
import { type Window, Windowed } from '../state/windowed.ts';
import type { TimestampedWindowStore } from '../state/windowStore.ts';
import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import type { StreamFold } from './streamAggregate.ts';
import type { TableOperator } from './tableOperator.ts';
import { type EmitClosed, windowCloseEmitter } from './windowCloseEmitter.ts';
import { closedTimeWindows, windowView } from './windowStoreReads.ts';

export interface TimeWindowAggregateOptions<K, V, VA> {
  readonly storeName: string;
  readonly windows: TimeWindows;
  readonly fold: StreamFold<K, V, VA>;
  readonly isEmittedOnClose: boolean;
}

/** Folds the records of each key and window. A record without a value is folded too, one without a key is dropped. */
export class TimeWindowAggregate<K, V, VA> implements TableOperator<K, V, Windowed<K>, VA> {
  readonly historyRetentionMs = undefined;
  readonly #options: TimeWindowAggregateOptions<K, V, VA>;
  #sendOldValues = false;

  constructor(options: TimeWindowAggregateOptions<K, V, VA>) {
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
    const store = context.getStateStore<TimestampedWindowStore<K, VA>>(storeName);
    const forward = changeForwarder(context, isEmittedOnClose ? undefined : store, this.#sendOldValues);
    const emitClosed = isEmittedOnClose ? this.#emitter(context, store) : undefined;
    let observedTime = -1;
    return (record) => {
      const { key, value, timestamp } = record;
      if (key === null) return context.dropRecord('a windowed aggregation needs a key');
      observedTime = Math.max(observedTime, timestamp);
      const closeTime = observedTime - windows.gracePeriodMs;
      const updated = inOrder(windows.windowsFor(timestamp), (window) => {
        if (window.end <= closeTime) return context.dropRecord(`the window ${shown(window)} has closed`);
        const old = store.fetch(key, window.start);
        const before = old === null ? fold.initial() : old.value;
        const aggregate = fold.add(key, value as V, before);
        const latest = old === null ? timestamp : Math.max(timestamp, old.timestamp);
        store.put(key, aggregate === null ? null : { value: aggregate, timestamp: latest }, window.start);
        if (!isEmittedOnClose) {
          return forward(record.withKey(new Windowed(key, window)), aggregate, before, latest);
        }
      });
      return emitClosed === undefined ? updated : after(updated, () => emitClosed(record, closeTime));
    };
  });

  #emitter(
    context: InternalProcessorContext<Windowed<K>, Change<VA>>,
    store: TimestampedWindowStore<K, VA>,
  ): EmitClosed {
    const { windows } = this.#options;
    const firstStart = (time: number) => windows.windowsFor(time)[0]?.start;
    const lastStart = (time: number) => windows.windowsFor(time).at(-1)?.start;
    return windowCloseEmitter(context, {
      from: (last) => (last < 0 ? 0 : Math.max(0, last - windows.sizeMs) + 1),
      to: (closeTime) => closeTime - windows.sizeMs,
      isWorthwhile: (from, to, last) =>
        last < 0 || firstStart(to) !== firstStart(from - 1) || lastStart(to) !== lastStart(from - 1),
      find: (from, to) => closedTimeWindows(store, from, to),
    });
  }
}

function shown({ start, end }: Window): string {
  return `[${start},${end})`;
}
