/** Kafka's number of the isolation level that hides what is not committed. */
export const readCommitted = 1;
