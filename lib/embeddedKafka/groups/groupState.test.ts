import { expect, it } from 'vitest';
import { Group } from './group.ts';
import { type GroupState, groupMoves, isLegalMove } from './groupState.ts';

const states = Object.keys(groupMoves) as GroupState[];

/** The shortest legal way from Empty to each state. */
const ways: Record<GroupState, GroupState[]> = {
  Empty: [],
  PreparingRebalance: ['PreparingRebalance'],
  CompletingRebalance: ['PreparingRebalance', 'CompletingRebalance'],
  Stable: ['PreparingRebalance', 'CompletingRebalance', 'Stable'],
  Dead: ['Dead'],
};

it('lets a group make the moves of the table and no others', () => {
  const made = states.flatMap((from) =>
    states.map((to) => {
      const group = new Group('g');
      for (const step of ways[from]) group.move(step);
      expect(group.state).toBe(from);
      try {
        group.move(to);
        return group.state === to && isLegalMove(from, to) ? `${from} → ${to}` : 'wrong';
      } catch {
        return group.state === from && !isLegalMove(from, to) ? undefined : 'wrong';
      }
    }),
  );
  expect(made.filter(Boolean)).toEqual([
    'Empty → PreparingRebalance',
    'Empty → Dead',
    'PreparingRebalance → Empty',
    'PreparingRebalance → CompletingRebalance',
    'PreparingRebalance → Dead',
    'CompletingRebalance → PreparingRebalance',
    'CompletingRebalance → Stable',
    'CompletingRebalance → Dead',
    'Stable → PreparingRebalance',
    'Stable → Dead',
  ]);
});
