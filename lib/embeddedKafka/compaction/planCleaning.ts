import type { LogConfig } from '../log/logConfig.ts';

interface CleanableSegment {
  readonly baseOffset: bigint;
  readonly size: number;
  /** Milliseconds; −1 when empty. */
  readonly maxTimestamp: bigint;
  readonly firstTimestamp: bigint;
}

export interface LogToClean<S extends CleanableSegment> {
  readonly sealed: readonly S[];
  /** Base offset of the segment that is appended to: it is never compacted. */
  readonly activeOffset: bigint;
  readonly lastStableOffset: bigint;
  /** Up to where the log has been compacted. */
  readonly cleanedTo: bigint;
  readonly config: LogConfig;
  /** Broker time, ms. */
  readonly now: number;
}

export interface CleaningPlan<S> {
  /** All segments that may be rewritten, from the first one on. */
  segments: S[];
  dirtyFrom: bigint;
  dirtyTo: bigint;
}

/**
 * What of a log to compact now; undefined when it is not dirty enough. Kept out are the segment that is appended to, what
 * belongs to open transactions, and what is younger than min.compaction.lag.ms.
 */
export function planCleaning<S extends CleanableSegment>(log: LogToClean<S>): CleaningPlan<S> | undefined {
  const { sealed, config, now, cleanedTo } = log;
  if (!config.compacted) return undefined;
  const isYoung = ({ maxTimestamp }: S) =>
    config.minCompactionLagMs > 0 && now - Number(maxTimestamp) < config.minCompactionLagMs;
  const endOf = (index: number) => sealed[index + 1]?.baseOffset ?? log.activeOffset;
  const firstKeptOut = sealed.findIndex((segment, i) => isYoung(segment) || endOf(i) > log.lastStableOffset);
  const segments = firstKeptOut === -1 ? [...sealed] : sealed.slice(0, firstKeptOut);
  if (segments.length === 0) return undefined;
  const dirtyTo = endOf(segments.length - 1);
  const dirty = segments.filter((_, index) => endOf(index) > cleanedTo);
  const bytes = (list: readonly S[]) => list.reduce((sum, { size }) => sum + size, 0);
  const [first] = dirty;
  if (first === undefined || bytes(dirty) === 0) return undefined;
  const isOverdue = now - Number(first.firstTimestamp) > config.maxCompactionLagMs;
  const isDirty = bytes(dirty) / bytes(segments) > config.minCleanableDirtyRatio;
  const dirtyFrom = cleanedTo > first.baseOffset ? cleanedTo : first.baseOffset;
  return isDirty || isOverdue ? { segments, dirtyFrom, dirtyTo } : undefined;
}

/** Neighbours that fit into one segment together: what compaction makes small is merged. */
export function groupSegments<S extends CleanableSegment>(
  segments: readonly S[],
  segmentBytes: number,
): S[][] {
  const groups: S[][] = [];
  let size = 0;
  for (const segment of segments) {
    const group = groups.at(-1);
    const first = group?.[0];
    // Offsets in an index are relative to the first one, as int32.
    const fits =
      first && size + segment.size <= segmentBytes && segment.baseOffset - first.baseOffset < 2n ** 30n;
    if (group && fits) group.push(segment);
    else groups.push([segment]);
    size = fits ? size + segment.size : segment.size;
  }
  return groups;
}
