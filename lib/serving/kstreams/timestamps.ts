import type { TimestampExtractor } from '@kafka-tutorial/kstreams';

/**
 * Puts models before all data: a task takes the record with the smallest timestamp first, and waits for a partition that is
 * known to have more, so that models which are already on the topic are in service before the first record is scored.
 */
export const modelsFirst: TimestampExtractor = { extract: () => 0 };

/** The record's own time, but after all models; a producer may send a time that is none. */
export const dataAfterModels: TimestampExtractor = { extract: ({ timestamp }) => Math.max(1, timestamp) };
