import { expect, test } from 'vitest';
import { Positions } from './positions.ts';

const range = (partition: number, low: string, high: string) => ({ partition, low, high });

test('is behind until every partition is read to the end that it had', () => {
  const positions = new Positions([range(0, '0', '2'), range(1, '5', '6')]);
  positions.advance(0, 2n);
  expect(positions.behind).toBe(true);
  positions.advance(1, 6n);
  expect(positions.behind).toBe(false);
});

test('an empty partition is read, also when records were deleted from it', () => {
  expect(new Positions([range(0, '0', '0'), range(1, '7', '7')]).behind).toBe(false);
});

test('a step over a gap counts as reading what is not there', () => {
  const positions = new Positions([range(0, '0', '10')]);
  positions.advance(0, 12n);
  expect(positions.behind).toBe(false);
});

test('what is deleted meanwhile is not waited for', () => {
  const positions = new Positions([range(0, '0', '10')]);
  positions.skipMissing([range(0, '9', '20')]);
  expect(positions.behind).toBe(true);
  positions.skipMissing([range(0, '10', '20')]);
  expect(positions.behind).toBe(false);
});

test('goes on behind the last record of each partition, however large the offset', () => {
  const positions = new Positions([range(0, '0', '1'), range(1, '0', '0')]);
  positions.advance(0, 1n);
  positions.advance(0, 9007199254740993n);
  expect([...positions.next]).toEqual([[0, 9007199254740993n]]);
});
