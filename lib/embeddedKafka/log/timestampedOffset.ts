/** A place in a log found by time. */
export interface TimestampedOffset {
  offset: bigint;
  /** Milliseconds since 1970. */
  timestamp: bigint;
}
