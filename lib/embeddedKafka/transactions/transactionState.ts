/**
 * How a transactional id lives, and where it may go from each state.
 *
 * - Empty: initialized, nothing written. Ending it gets INVALID_TXN_STATE.
 * - Ongoing: has partitions or offsets. Its time runs; a new producer with the same id aborts it.
 * - PrepareCommit, PrepareAbort: decided and written down; the markers are being written. Everything gets
 *   CONCURRENT_TRANSACTIONS. A start of the broker goes on from here.
 * - CompleteCommit, CompleteAbort: all markers are written. Ending it the same way again is fine.
 */
export const transactionMoves = {
  Empty: ['Empty', 'Ongoing'],
  Ongoing: ['Ongoing', 'PrepareCommit', 'PrepareAbort'],
  PrepareCommit: ['CompleteCommit'],
  PrepareAbort: ['CompleteAbort'],
  CompleteCommit: ['Empty', 'Ongoing'],
  CompleteAbort: ['Empty', 'Ongoing'],
} as const satisfies Record<string, readonly string[]>;

export type TransactionState = keyof typeof transactionMoves;

/** True when a transaction may go from one state to the other. */
export function isLegalMove(from: TransactionState, to: TransactionState): boolean {
  const next: readonly string[] = transactionMoves[from];
  return next.includes(to);
}

/** Kafka's numbers of the states in its log. */
export const transactionStatus: Readonly<Record<TransactionState, number>> = {
  Empty: 0,
  Ongoing: 1,
  PrepareCommit: 2,
  PrepareAbort: 3,
  CompleteCommit: 4,
  CompleteAbort: 5,
};
