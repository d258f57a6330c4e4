import { expect, it } from 'vitest';
import { StreamsState } from './streamsState.ts';

it('makes the moves that Java makes, tells about them, and ignores others', () => {
  const state = new StreamsState();
  const told: string[] = [];
  state.listener = (to, from) => told.push(`${from} to ${to}`);
  expect(state.move('RUNNING')).toBe(false);
  expect(state.move('REBALANCING')).toBe(true);
  expect(state.move('RUNNING')).toBe(true);
  expect(state.move('RUNNING')).toBe(false);
  expect(state.move('PENDING_SHUTDOWN')).toBe(true);
  expect(state.move('PENDING_ERROR')).toBe(false);
  expect(state.move('RUNNING')).toBe(false);
  expect(state.move('NOT_RUNNING')).toBe(true);
  expect(state.current).toBe('NOT_RUNNING');
  expect(told).toEqual([
    'CREATED to REBALANCING',
    'REBALANCING to RUNNING',
    'RUNNING to PENDING_SHUTDOWN',
    'PENDING_SHUTDOWN to NOT_RUNNING',
  ]);
});
