/** Whose clock stamps a record: the producer's or the broker's. */
export type TimestampType = 'CreateTime' | 'LogAppendTime';

/** What a partition's log needs to know of its topic's configuration. Times in ms; −1 in a retention: no limit. */
export interface LogConfig {
  /** A segment that would grow beyond this many bytes is closed and a new one begun. */
  segmentBytes: number;
  /** A segment whose first record is older than this is closed at the next append. */
  segmentMs: number;
  /** Largest batch a client may append, in bytes. */
  maxMessageBytes: number;
  timestampType: TimestampType;
  /** How far a producer's timestamp may lie behind and ahead of the broker's clock. */
  timestampBeforeMaxMs: number;
  timestampAfterMaxMs: number;
  /** Whether cleanup.policy has `compact`: then every record must have a key. */
  compacted: boolean;
  /** Whether cleanup.policy has `delete`. */
  deleted: boolean;
  retentionMs: number;
  retentionBytes: number;
  /** How long a record is safe from compaction, and how long it may stay uncompacted. */
  minCompactionLagMs: number;
  maxCompactionLagMs: number;
  /** How long a tombstone survives once compaction has seen it. */
  deleteRetentionMs: number;
  /** Share of the log that must be uncompacted before it is compacted. */
  minCleanableDirtyRatio: number;
}
