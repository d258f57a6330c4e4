import { isLegalMove, type TransactionState } from './transactionState.ts';

/** What is known of a transactional id; a change makes a new value. */
export interface Transaction {
  readonly transactionalId: string;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** The epoch before the last one was given: who asks with it for a new one has not seen the answer. Not written down. */
  readonly previousEpoch: number;
  readonly timeoutMs: number;
  readonly state: TransactionState;
  /** What the transaction has touched, each once. */
  readonly partitions: readonly TopicPartition[];
  /** When the first partition was added, broker time in ms; −1 when none was. */
  readonly startedAt: number;
  readonly updatedAt: number;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** @throws Error for a move that is not in the table: a mistake in this code */
export function move(
  transaction: Transaction,
  to: TransactionState,
  now: number,
  changes: Partial<Transaction> = {},
): Transaction {
  if (!isLegalMove(transaction.state, to)) {
    throw new Error(
      `transaction ${transaction.transactionalId} cannot go from ${transaction.state} to ${to}`,
    );
  }
  return { ...transaction, ...changes, state: to, updatedAt: now };
}

/** The transaction with more partitions; its time begins with the first ones. */
export function withPartitions(
  transaction: Transaction,
  added: readonly TopicPartition[],
  now: number,
): Transaction {
  const isOngoing = transaction.state === 'Ongoing';
  const present = isOngoing ? transaction.partitions : [];
  const fresh = added.filter((one) => !present.some((other) => isSame(one, other)));
  return move(transaction, 'Ongoing', now, {
    partitions: [...present, ...fresh],
    startedAt: isOngoing ? transaction.startedAt : now,
  });
}

export function hasPartition({ state, partitions }: Transaction, wanted: TopicPartition): boolean {
  return state === 'Ongoing' && partitions.some((one) => isSame(one, wanted));
}

function isSame(one: TopicPartition, other: TopicPartition): boolean {
  return one.topic === other.topic && one.partition === other.partition;
}
