/**
 * How a group of the classic protocol lives, and where it may go from each state.
 *
 * - Empty: no members. A join starts a rebalance; commits from outside the protocol are taken.
 * - PreparingRebalance: members are awaited. Joins wait; heartbeats and syncs get REBALANCE_IN_PROGRESS; commits are taken.
 * - CompletingRebalance: the leader's assignments are awaited. Syncs wait; heartbeats are fine; commits get
 *   REBALANCE_IN_PROGRESS.
 * - Stable: everybody has an assignment. Syncs, heartbeats and commits are answered at once.
 * - Dead: deleted, or its coordinator is closed. Everything gets COORDINATOR_NOT_AVAILABLE.
 */
export const groupMoves = {
  Empty: ['PreparingRebalance', 'Dead'],
  PreparingRebalance: ['CompletingRebalance', 'Empty', 'Dead'],
  CompletingRebalance: ['Stable', 'PreparingRebalance', 'Dead'],
  Stable: ['PreparingRebalance', 'Dead'],
  Dead: [],
} as const satisfies Record<string, readonly string[]>;

export type GroupState = keyof typeof groupMoves;

/** True when a group may go from one state to the other. */
export function isLegalMove(from: GroupState, to: GroupState): boolean {
  const next: readonly string[] = groupMoves[from];
  return next.includes(to);
}
