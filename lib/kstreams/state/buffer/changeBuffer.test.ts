import { expect, it } from 'vitest';
import { Headers } from '../../processor/headers.ts';
import { Serdes } from '../../serdes/serdes.ts';
import { StoreHarness } from '../../testing/storeHarness.ts';
import type { ChangeBuffer } from './changeBuffer.ts';
import { ChangeBufferBuilder } from './changeBufferBuilder.ts';

const text = Serdes.string();
const headers = Headers.none.with('h', 'v').with('n', null);
const context = { topic: 'in', partition: 0, offset: 7, timestamp: 5, headers };

function opened() {
  return new StoreHarness(new ChangeBufferBuilder('store', text, text));
}

function drained(buffer: ChangeBuffer<string, string>): unknown[] {
  const evicted: unknown[] = [];
  void buffer.evictWhile(
    () => true,
    (eviction) => void evicted.push(eviction),
  );
  return evicted;
}

it('hands out the last update of each key, in the order of the first', () => {
  const { store } = opened();
  store.put(2, 'b', { newValue: '1', oldValue: null }, context);
  store.put(1, 'a', { newValue: '1', oldValue: '0' }, context);
  store.put(9, 'b', { newValue: '2', oldValue: '1' }, { ...context, timestamp: 9 });
  expect([store.numRecords, store.minTime]).toEqual([2, 1]);
  expect([store.priorValueForBuffered('a'), store.priorValueForBuffered('b')]).toEqual([
    { value: '0' },
    { value: null },
  ]);
  expect(store.priorValueForBuffered('c')).toBeUndefined();
  expect(drained(store)).toEqual([
    { key: 'a', newValue: '1', oldValue: '0', context },
    { key: 'b', newValue: '2', oldValue: '1', context: { ...context, timestamp: 9 } },
  ]);
  expect([store.numRecords, store.bufferSize, store.minTime]).toEqual([0, 0, Number.POSITIVE_INFINITY]);
});

it('comes back from its changelog as it was at the last flush', () => {
  const harness = opened();
  const { store } = harness;
  store.put(3, 'gone', { newValue: '1', oldValue: null }, context);
  store.flush();
  drained(store);
  store.put(2, 'b', { newValue: '1', oldValue: '0' }, context);
  store.put(2, 'b', { newValue: null, oldValue: '1' }, context);
  store.put(1, 'a', { newValue: '1', oldValue: null }, context);
  const size = store.bufferSize;
  const { store: restored } = harness.restarted();
  expect(restored.bufferSize).toBe(size);
  expect(restored.priorValueForBuffered('b')).toEqual({ value: '0' });
  expect(drained(restored)).toMatchObject([
    { key: 'a', newValue: '1', oldValue: null, context },
    { key: 'b', newValue: null, oldValue: '1', context },
  ]);
  const versions = harness.changes().map((change) => change.headers.lastHeader('v')?.value?.[0] ?? null);
  expect(versions).toEqual([3, 3, 3, null]);
});

it('refuses a changelog record that is cut short', () => {
  const { context: task } = opened();
  const failed = expect.objectContaining({ code: 'DESERIALIZATION_FAILED' });
  expect(() => task.stores.restore('store', Buffer.from('a'), Buffer.alloc(20), 0)).toThrow(failed);
});

it('lets go of many at once', () => {
  const { store } = opened();
  for (let i = 0; i < 20_000; i++) store.put(i, `k${i}`, { newValue: 'v', oldValue: null }, context);
  expect(drained(store)).toHaveLength(20_000);
});
