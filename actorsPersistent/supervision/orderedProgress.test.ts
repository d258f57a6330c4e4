import type { InputRecord } from '@kafka-tutorial/serving';
import { inputRecord } from '@kafka-tutorial/serving/testing';
import { expect, it } from 'vitest';
import { OrderedProgress } from './orderedProgress.ts';

const records = (count: number, partition = 0) =>
  Array.from({ length: count }, () => inputRecord(null, 'wine', partition));

function progressWith(...taken: InputRecord[]) {
  const marked: InputRecord[] = [];
  const progress = new OrderedProgress({
    isOurs: async () => true,
    mark: (some) => void marked.push(...some),
  });
  progress.take(taken);
  return { progress, marked };
}

it('marks a record when all before it are done, whatever the order they are done in', () => {
  const [a, b, c] = records(3) as [InputRecord, InputRecord, InputRecord];
  const { progress, marked } = progressWith(a, b, c);
  progress.mark([c]);
  progress.mark([b]);
  expect(marked).toEqual([]);
  progress.mark([a]);
  expect(marked).toEqual([a, b, c]);
});

it('keeps partitions apart', () => {
  const [a] = records(1) as [InputRecord];
  const [b] = records(1, 1) as [InputRecord];
  const { progress, marked } = progressWith(a, b);
  progress.mark([b]);
  expect(marked).toEqual([b]);
});

it('forgets partitions that are others’ now', () => {
  const [a, b] = [records(1)[0], records(1, 1)[0]] as [InputRecord, InputRecord];
  const { progress, marked } = progressWith(a, b);
  progress.keep([1]);
  progress.mark([a, b]);
  expect(marked).toEqual([b]);
});

it('marks every record once, in order, for 10,000 in any order', () => {
  const all = records(10_000);
  const { progress, marked } = progressWith(...all);
  const shuffled = all
    .map((record, i) => [(i * 7919) % all.length, record] as const)
    .sort(([x], [y]) => x - y);
  for (const [, record] of shuffled) progress.mark([record]);
  expect(marked).toEqual(all);
});
