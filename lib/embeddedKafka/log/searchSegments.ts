import type { SegmentList } from './segmentList.ts';
import type { TimestampedOffset } from './timestampedOffset.ts';
import type { AbortedTransaction } from './transactionIndex.ts';

/** The aborted transactions with records at offsets from `from` up to `upTo`. */
export function abortedBetween(segments: SegmentList, from: bigint, upTo: bigint): AbortedTransaction[] {
  const found: AbortedTransaction[] = [];
  for (const segment of segments.from(from)) {
    for (const transaction of segment.aborted) {
      if (transaction.lastOffset >= from && transaction.firstOffset < upTo) found.push(transaction);
      if (transaction.lastStableOffset >= upTo) return found;
    }
  }
  return found;
}

/** The first record at `from` or behind whose timestamp is at least `timestamp`. */
export function firstSince(
  segments: SegmentList,
  timestamp: bigint,
  from: bigint,
): TimestampedOffset | undefined {
  for (const segment of segments.from(from)) {
    const found = segment.offsetForTimestamp(timestamp, from);
    if (found !== undefined) return found;
  }
  return undefined;
}
