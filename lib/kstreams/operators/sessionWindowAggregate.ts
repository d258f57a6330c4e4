import type { SessionWindows } from '../dsl/sessionWindows.ts';
import type { InternalProcessorContext } from '../processor/internalProcessorContext.ts';
import { after, inOrder } from '../processor/maybePromise.ts';
import { Record } from '../processor/record.ts';
import type { CachedStateStore } from '../state/cachedStateStore.ts';
import type { SessionStore } from '../state/sessionStore.ts';
import { Window, Windowed } from '../state/windowed.ts';
import type { Change } from './change.ts';
import { operator } from './operator.ts';
import type { StreamFold } from './streamAggregate.ts';
import type { TableOperator } from './tableOperator.ts';
import { storeView } from './tableView.ts';
import { type ClosedWindow, windowCloseEmitter } from './windowCloseEmitter.ts';

/** How the records of a session become one value. */
export interface SessionFold<K, V, VA> extends StreamFold<K, V, VA> {
  /** The value of two sessions that have become one. */
  merge(key: K, one: VA | null, other: VA): VA | null;
}

export interface SessionWindowAggregateOptions<K, V, VA> {
  readonly storeName: string;
  readonly windows: SessionWindows;
  readonly fold: SessionFold<K, V, VA>;
  readonly isEmittedOnClose: boolean;
}

/** Folds the records of each session. A record without a value is folded too, one without a key is dropped. */
export class SessionWindowAggregate<K, V, VA> implements TableOperator<K, V, Windowed<K>, VA> {
  readonly historyRetentionMs = undefined;
  readonly #options: SessionWindowAggregateOptions<K, V, VA>;
  #sendOldValues = false;

  constructor(options: SessionWindowAggregateOptions<K, V, VA>) {
    this.#options = options;
  }

  enableSendingOldValues(): boolean {
    this.#sendOldValues = true;
    return true;
  }

  view() {
    return storeView<Windowed<K>, VA, SessionStore<K, VA>>(
      this.#options.storeName,
      (store, { key, window }) => {
        const value = store.fetchSession(key, window.start, window.end);
        return value === null ? null : { value, timestamp: window.end };
      },
    );
  }

  get() {
    return this.#supplier.get();
  }

  readonly #supplier = operator<K, V, Windowed<K>, Change<VA>>((context) => {
    const { storeName, windows, fold, isEmittedOnClose } = this.#options;
    const { inactivityGapMs: gap, gracePeriodMs } = windows;
    const store = context.getStateStore<SessionStore<K, VA>>(storeName);
    const forward = isEmittedOnClose ? () => {} : this.#forwarder(context, store);
    const emitClosed = windowCloseEmitter(context, {
      from: (last) => Math.max(0, last),
      to: (closeTime) => closeTime - 1,
      isWorthwhile: (from, to) => to >= from,
      find: (from, to) => closedSessions(store, from, to),
    });
    let observedTime = -1;
    return (record) => {
      const { key, value, timestamp } = record;
      if (key === null) return context.dropRecord('a windowed aggregation needs a key');
      observedTime = Math.max(observedTime, timestamp);
      const closeTime = observedTime - gracePeriodMs - gap;
      const found = [...store.findSessions(key, Math.max(0, timestamp - gap), timestamp + gap)];
      let aggregate = fold.initial();
      let [start, end] = [timestamp, timestamp];
      for (const { key: session, value: other } of found) {
        aggregate = fold.merge(key, aggregate, other);
        start = Math.min(start, session.window.start);
        end = Math.max(end, session.window.end);
      }
      const emit = () => (isEmittedOnClose ? emitClosed(record, closeTime) : undefined);
      if (end < closeTime) {
        context.dropRecord(`the session [${start},${end}] has closed`);
        return emit();
      }
      // A session that consists of this very moment is updated, all others give way to the merged one.
      const replaced = start === end ? [] : found;
      const removed = inOrder(replaced, ({ key: session, value: old }) => {
        store.remove(session);
        return forward(session, null, old);
      });
      const updated = after(removed, () => {
        const session = new Windowed(key, new Window(start, end));
        const next = fold.add(key, value as V, aggregate);
        store.put(session, next);
        return forward(session, next, null);
      });
      return after(updated, emit);
    };
  });

  /** Results have the session's end as their timestamp, and no headers: they come of many records. */
  #forwarder(
    context: InternalProcessorContext<Windowed<K>, Change<VA>>,
    store: SessionStore<K, VA> & Partial<CachedStateStore<Windowed<K>, VA>>,
  ) {
    const sendOldValues = this.#sendOldValues;
    const cached = store.setFlushListener?.(({ key, newValue, oldValue, headers }) => {
      return context.forward(new Record(key, { newValue, oldValue }, key.window.end, headers));
    }, sendOldValues);
    if (cached) return () => {};
    return (session: Windowed<K>, newValue: VA | null, oldValue: VA | null) => {
      const change = { newValue, oldValue: sendOldValues ? oldValue : null };
      return context.forward(new Record(session, change, session.window.end));
    };
  }
}

function* closedSessions<K, VA>(
  store: SessionStore<K, VA>,
  from: number,
  to: number,
): Generator<ClosedWindow<K, VA>> {
  for (const { key, value } of store.findSessions(from, to)) yield { key, value, timestamp: key.window.end };
}
