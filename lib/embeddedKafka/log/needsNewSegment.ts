import type { RecordBatch } from '../records/recordBatch.ts';
import type { LogConfig } from './logConfig.ts';
import type { Segment } from './segment.ts';

/** Offsets in an index are int32, relative to the segment's base offset. */
const maxOffsetsInSegment = 0x7fff_ffffn;

/** Whether the segment has no room for so many bytes, which end with `last`, or its first record is too old for them. */
export function needsNewSegment(
  segment: Segment,
  bytes: number,
  { lastOffset, maxTimestamp }: RecordBatch,
  { segmentBytes, segmentMs, compacted, maxCompactionLagMs }: LogConfig,
): boolean {
  if (segment.size === 0) return false;
  const maxAgeMs = compacted ? Math.min(segmentMs, maxCompactionLagMs) : segmentMs;
  const { firstTimestamp } = segment;
  const isOld = firstTimestamp >= 0n && Number(maxTimestamp - firstTimestamp) > maxAgeMs;
  return (
    isOld || segment.size + bytes > segmentBytes || lastOffset - segment.baseOffset > maxOffsetsInSegment
  );
}
