export interface TransactionConfig {
  /** Longest timeout a producer may ask for, in ms. */
  maxTimeoutMs: number;
  /** A transactional id that was not used for so long is forgotten, in ms. */
  idExpirationMs: number;
  /** How soon markers that could not be written are tried again, in ms. */
  retryMs: number;
}

/** Kafka's defaults. */
export const defaultTransactionConfig: TransactionConfig = {
  maxTimeoutMs: 15 * 60_000,
  idExpirationMs: 7 * 24 * 60 * 60_000,
  retryMs: 500,
};
