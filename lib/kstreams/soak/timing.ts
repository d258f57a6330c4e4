/** Times of a soak test in milliseconds: short, so that much happens in a minute. */
export const timing = {
  commitIntervalMs: 500,
  /** The least that a Kafka cluster allows unless configured otherwise. */
  sessionTimeoutMs: 6_000,
  heartbeatIntervalMs: 500,
  pollMs: 50,
  /** An instance that is told to close has to end within this. */
  closeMs: 20_000,
  /** When the load has stopped, everything has to be processed and committed within this. */
  drainMs: 60_000,
} as const;
