import type { Windowed } from '../state/windowed.ts';
import type { TimestampedWindowStore } from '../state/windowStore.ts';
import { storeView } from './tableView.ts';
import type { ClosedWindow } from './windowCloseEmitter.ts';

/** How other operators read a table of windows. */
export function windowView<K, VA>(storeName: string) {
  return storeView<Windowed<K>, VA, TimestampedWindowStore<K, VA>>(storeName, (store, { key, window }) =>
    store.fetch(key, window.start),
  );
}

/** The windows of a store that start in a span of time. */
export function* closedTimeWindows<K, VA>(
  store: TimestampedWindowStore<K, VA>,
  from: number,
  to: number,
): Generator<ClosedWindow<K, VA>> {
  for (const { key, value } of store.fetchAll(from, to)) {
    yield { key, value: value.value, timestamp: value.timestamp };
  }
}
