/** Whose clock stamps a record: the producer's or the broker's. */
export type TimestampType = 'CreateTime' | 'LogAppendTime';

/** What a partition's log needs to know of its topic's configuration. */
export interface LogConfig {
  /** A segment that would grow beyond this many bytes is closed and a new one begun. */
  segmentBytes: number;
  /** Largest batch a client may append, in bytes. */
  maxMessageBytes: number;
  timestampType: TimestampType;
  /** Whether cleanup.policy has `compact`: then every record must have a key. */
  compacted: boolean;
}
