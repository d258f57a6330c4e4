import type { LogConfig } from './logConfig.ts';

interface AgingSegment {
  readonly size: number;
  /** Milliseconds; −1 when empty. */
  readonly maxTimestamp: bigint;
}

/**
 * How many segments from the first on have outlived the topic's retention: their newest record is older than retention.ms,
 * or what remains without them is still retention.bytes. `now`: broker time, ms.
 */
export function countExpired(segments: readonly AgingSegment[], config: LogConfig, now: number): number {
  if (!config.deleted) return 0;
  return Math.max(countOld(segments, config, now), countExcess(segments, config));
}

function countOld(segments: readonly AgingSegment[], { retentionMs }: LogConfig, now: number): number {
  if (retentionMs < 0) return 0;
  const firstYoung = segments.findIndex(
    ({ size, maxTimestamp }) => size === 0 || now - Number(maxTimestamp) <= retentionMs,
  );
  return firstYoung === -1 ? segments.length : firstYoung;
}

function countExcess(segments: readonly AgingSegment[], { retentionBytes }: LogConfig): number {
  if (retentionBytes < 0) return 0;
  let excess = segments.reduce((sum, { size }) => sum + size, 0) - retentionBytes;
  let count = 0;
  for (const { size } of segments) {
    if (size === 0 || excess < size) break;
    excess -= size;
    count++;
  }
  return count;
}
