import { describe, expect, it } from 'vitest';
import {
  isLegalMove,
  type TransactionState,
  transactionMoves,
  transactionStatus,
} from './transactionState.ts';

const states = Object.keys(transactionMoves) as TransactionState[];

describe('the states of a transaction', () => {
  it('allow these moves and no others', () => {
    const legal = states.flatMap((from) =>
      states.filter((to) => isLegalMove(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(legal).toEqual([
      'Empty → Empty',
      'Empty → Ongoing',
      'Ongoing → Ongoing',
      'Ongoing → PrepareCommit',
      'Ongoing → PrepareAbort',
      'PrepareCommit → CompleteCommit',
      'PrepareAbort → CompleteAbort',
      'CompleteCommit → Empty',
      'CompleteCommit → Ongoing',
      'CompleteAbort → Empty',
      'CompleteAbort → Ongoing',
    ]);
  });

  it('have the numbers of Kafka', () => {
    expect(states.map((state) => transactionStatus[state])).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
