import type { ValueAndTimestamp } from '../state/keyValueStore.ts';

/** What a record does to a window. */
export interface SlidingUpdate<VA> {
  readonly start: number;
  /** What the record is added to; null: to the initial value. */
  readonly before: ValueAndTimestamp<VA> | null;
  /** The window gets what is in `before` and not the record. */
  readonly isCopy?: true;
}

interface StoredWindow<VA> {
  readonly start: number;
  readonly stored: ValueAndTimestamp<VA>;
}

/**
 * Which sliding windows a record is added to, and in which order; Java's KStreamSlidingWindowAggregate. The record
 * needs the window that ends with it, and each record before it that is near needs the window that begins right after
 * that record. A stored timestamp is that of a window's last record, and so tells where records are.
 *
 * @param windows of the record's key that start from `timestamp - 2 * difference` to `timestamp + 1`, latest first
 */
export function slidingWindowUpdates<VA>(
  timestamp: number,
  difference: number,
  windows: Iterable<StoredWindow<VA>>,
): SlidingUpdate<VA>[] {
  return timestamp < difference
    ? earlyUpdates(timestamp, windows)
    : laterUpdates(timestamp, difference, windows);
}

function laterUpdates<VA>(
  timestamp: number,
  difference: number,
  windows: Iterable<StoredWindow<VA>>,
): SlidingUpdate<VA>[] {
  const updates: SlidingUpdate<VA>[] = [];
  const starts = new Set<number>();
  let right: ValueAndTimestamp<VA> | null = null;
  let left: ValueAndTimestamp<VA> | null = null;
  let hasLeft = false;
  let previous: number | undefined;
  for (const { start, stored } of windows) {
    starts.add(start);
    const end = start + difference;
    if (start === timestamp + 1) continue;
    if (end < timestamp) {
      left = stored;
      previous = stored.timestamp;
      break;
    }
    updates.push({ start, before: stored });
    if (end > timestamp) {
      right ??= stored;
      continue;
    }
    hasLeft = true;
    // There was a record of this very timestamp before, and with it came all windows that this one needs.
    if (stored.timestamp >= timestamp) return updates;
    previous = stored.timestamp;
  }
  if (previous !== undefined && !starts.has(previous + 1) && previous + 1 + difference >= timestamp) {
    updates.push({ start: previous + 1, before: null });
  }
  if (!hasLeft) {
    const near = left !== null && previous !== undefined && timestamp - difference <= previous;
    const before = near && left !== null ? { value: left.value, timestamp } : null;
    updates.push({ start: timestamp - difference, before });
  }
  return [...updates, ...rightOf(timestamp, starts, right)];
}

/** Near the beginning of time one window, from 0 on, stands for all that would begin before. */
function earlyUpdates<VA>(timestamp: number, windows: Iterable<StoredWindow<VA>>): SlidingUpdate<VA>[] {
  const updates: SlidingUpdate<VA>[] = [];
  const starts = new Set<number>();
  let combined: ValueAndTimestamp<VA> | null = null;
  let right: ValueAndTimestamp<VA> | null = null;
  for (const { start, stored } of [...windows].reverse()) {
    starts.add(start);
    if (start === 0) combined = stored;
    else if (start <= timestamp) {
      right = stored;
      updates.push({ start, before: stored });
    }
  }
  if (right === null && combined !== null && combined.timestamp > timestamp) right = combined;
  updates.push(...rightOf(timestamp, starts, right));
  const previous = combined !== null && combined.timestamp < timestamp ? combined.timestamp : undefined;
  if (previous !== undefined && !starts.has(previous + 1)) {
    updates.push({ start: previous + 1, before: null });
  }
  return [...updates, { start: 0, before: combined }];
}

/** The window right after the record, when there are records for it and it is not there yet. */
function rightOf<VA>(
  timestamp: number,
  starts: ReadonlySet<number>,
  right: ValueAndTimestamp<VA> | null,
): SlidingUpdate<VA>[] {
  if (starts.has(timestamp + 1) || right === null || right.timestamp <= timestamp) return [];
  return [{ start: timestamp + 1, before: right, isCopy: true }];
}
