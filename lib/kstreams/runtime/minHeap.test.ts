import { describe, expect, it } from 'vitest';
import { MinHeap } from './minHeap.ts';

function popAll<T>(heap: MinHeap<T>): T[] {
  const items: T[] = [];
  for (let item = heap.pop(); item !== undefined; item = heap.pop()) items.push(item);
  return items;
}

describe('MinHeap', () => {
  it('answers the least item first', () => {
    const heap = new MinHeap<number>((item) => item);
    const items = Array.from({ length: 500 }, (_, i) => (i * 7919) % 503);
    for (const item of items) heap.push(item);
    expect(heap.peek()).toBe(Math.min(...items));
    expect(popAll(heap)).toEqual(items.toSorted((a, b) => a - b));
    expect(heap.peek()).toBeUndefined();
  });

  it('takes equal items in the order that java.util.PriorityQueue does', () => {
    const heap = new MinHeap<string>(() => 0);
    for (const item of ['a', 'b', 'c', 'd', 'e']) heap.push(item);
    expect(popAll(heap)).toEqual(['a', 'e', 'd', 'c', 'b']);
  });
});
