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
  // The last one may be waiting for its first record.
  const filled = segments.at(-1)?.size === 0 ? segments.slice(0, -1) : segments;
  return config.deleted ? Math.max(countOld(filled, config, now), countExcess(filled, config)) : 0;
}

function countOld(segments: readonly AgingSegment[], { retentionMs }: LogConfig, now: number): number {
  if (retentionMs < 0) return 0;
  const firstYoung = segments.findIndex(({ maxTimestamp }) => now - Number(maxTimestamp) <= retentionMs);
  return firstYoung === -1 ? segments.length : firstYoung;
}

function countExcess(segments: readonly AgingSegment[], { retentionBytes }: LogConfig): number {
  if (retentionBytes < 0) return 0;
  let excess = segments.reduce((sum, { size }) => sum + size, 0) - retentionBytes;
  const firstKept = segments.findIndex(({ size }) => {
    excess -= size;
    return excess < 0;
  });
  return firstKept === -1 ? segments.length : firstKept;
}
