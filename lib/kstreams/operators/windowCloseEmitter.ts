import { inOrder, type MaybePromise } from '../processor/maybePromise.ts';
import type { ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import type { Windowed } from '../state/windowed.ts';
import type { Change } from './change.ts';

/** A window and its final value. */
export interface ClosedWindow<K, VA> {
  readonly key: Windowed<K>;
  readonly value: VA;
  readonly timestamp: number;
}

/** Which windows a store is asked for when some may have closed. Times are what the store sorts its windows by. */
export interface ClosedWindows<K, VA> {
  /** @param lastCloseTime when windows were told last; −1 before the first time */
  from(lastCloseTime: number): number;
  to(closeTime: number): number;
  /** Whether there can be any. */
  isWorthwhile(from: number, to: number, lastCloseTime: number): boolean;
  find(from: number, to: number): Iterable<ClosedWindow<K, VA>>;
}

/** Tells of the windows that have closed since the last time. */
export type EmitClosed = (record: Record<unknown, unknown>, closeTime: number) => MaybePromise<void>;

/** Forwards each window once, when it has closed. */
export function windowCloseEmitter<K, VA>(
  context: ProcessorContext<Windowed<K>, Change<VA>>,
  closed: ClosedWindows<K, VA>,
): EmitClosed {
  let lastCloseTime = -1;
  return (record, closeTime) => {
    if (lastCloseTime >= 0 && lastCloseTime >= closeTime) return;
    const [from, to] = [closed.from(lastCloseTime), closed.to(closeTime)];
    if (to < 0 || !closed.isWorthwhile(from, to, lastCloseTime)) return;
    lastCloseTime = closeTime;
    return inOrder(closed.find(from, to), ({ key, value, timestamp }) => {
      const change: Change<VA> = { newValue: value, oldValue: null };
      return context.forward(record.withKey(key).withValue(change).withTimestamp(timestamp));
    });
  };
}
