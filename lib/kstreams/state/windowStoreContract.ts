import { describe, expect, it } from 'vitest';
import type { Windowed } from './windowed.ts';
import type { WindowStore } from './windowStore.ts';

/** A store of windows of 10 ms with text keys and a retention of 1000 ms, at work. */
export interface OpenedWindowStore<V> {
  readonly store: WindowStore<string, V>;
  /** Another store of the same kind, as it is after the process has come back. */
  restarted(): OpenedWindowStore<V>;
}

export interface WindowContractOptions<V> {
  /** A value of the store; equal for equal text. */
  value(text: string): V;
  /** Whether what was put is there after a restart; otherwise the store is empty then. */
  readonly survivesRestart: boolean;
  /** Whether windows of several keys come by time; otherwise by key, since all are in one segment here. */
  readonly isByTime: boolean;
}

/** What every window store without duplicates promises, whatever it is wrapped in. */
export function describeWindowStore<V>(
  name: string,
  open: () => OpenedWindowStore<V>,
  { value, survivesRestart, isByTime }: WindowContractOptions<V>,
): void {
  describe(`${name} as a window store`, () => {
    /** Puts windows that are written as `key@start`; the value is the same text. */
    const filled = (...windows: string[]): WindowStore<string, V> => {
      const { store } = open();
      for (const window of windows) put(store, window);
      return store;
    };
    const put = (store: WindowStore<string, V>, window: string) => {
      const [key = '', start] = window.split('@');
      store.put(key, value(window), Number(start));
    };

    it('returns what was put', () => {
      const store = filled('a@10', 'a@20', 'b@10');
      store.put('a', value('second'), 10);
      expect(store.fetch('a', 10)).toEqual(value('second'));
      expect([store.fetch('a', 20), store.fetch('b', 10)]).toEqual([value('a@20'), value('b@10')]);
      expect([store.fetch('a', 15), store.fetch('c', 10)]).toEqual([null, null]);
    });

    it('takes null for a removal', () => {
      const store = filled('a@10', 'a@20');
      store.put('a', null, 10);
      store.put('a', null, 30);
      expect(store.fetch('a', 10)).toBeNull();
      expect(starts(store.fetch('a', 0, 100))).toEqual([20]);
    });

    it('finds the windows of a key by their starts, both ends included', () => {
      const store = filled('a@10', 'a@30', 'a@20', 'a@40', 'b@25', 'aa@25', ''.padEnd(9, 'a').concat('@25'));
      expect(starts(store.fetch('a', 20, 30))).toEqual([20, 30]);
      expect(starts(store.backwardFetch('a', 20, 30))).toEqual([30, 20]);
      expect(starts(store.fetch('a', 0, Number.POSITIVE_INFINITY))).toEqual([10, 20, 30, 40]);
      expect(starts(store.fetch('a', 41, 50))).toEqual([]);
      expect(starts(store.fetch('a', 30, 20))).toEqual([]);
      expect([...store.fetch('b', 25, 25)]).toEqual([{ key: 25, value: value('b@25') }]);
    });

    it('finds the windows of a range of keys, and leaves open what is null', () => {
      const store = filled('a@10', 'b@10', 'c@10', 'd@10');
      expect(windows(store.fetch('b', 'c', 0, 100))).toEqual(['b@10-20', 'c@10-20']);
      expect(windows(store.backwardFetch('b', 'c', 0, 100))).toEqual(['c@10-20', 'b@10-20']);
      expect(windows(store.fetch(null, 'b', 0, 100))).toEqual(['a@10-20', 'b@10-20']);
      expect(windows(store.fetch('c', null, 0, 100))).toEqual(['c@10-20', 'd@10-20']);
      expect(windows(store.fetch('c', 'b', 0, 100))).toEqual([]);
    });

    it('goes through all keys in its order', () => {
      const store = filled('b@10', 'a@20', 'c@5', 'a@10');
      const byTime = ['c@5-15', 'a@10-20', 'b@10-20', 'a@20-30'];
      const expected = isByTime ? byTime : ['a@10-20', 'a@20-30', 'b@10-20', 'c@5-15'];
      expect(windows(store.all())).toEqual(expected);
      expect(windows(store.backwardAll())).toEqual(expected.toReversed());
      const later = expected.filter((window) => window !== 'c@5-15');
      expect(windows(store.fetchAll(10, 20))).toEqual(later);
      expect(windows(store.backwardFetchAll(10, 20))).toEqual(later.toReversed());
    });

    it('forgets what is older than the retention', () => {
      const store = filled('a@10', 'a@1000', 'b@1009');
      expect(starts(store.fetch('a', 0, 2000))).toEqual([10, 1000]);
      put(store, 'b@1010');
      store.flush();
      expect(store.fetch('a', 10)).toBeNull();
      expect(starts(store.fetch('a', 0, 2000))).toEqual([1000]);
      expect(windows(store.fetchAll(0, 1000))).toEqual(['a@1000-1010']);
      put(store, 'a@200000');
      store.flush();
      put(store, 'a@50');
      store.flush();
      expect(windows(store.all())).toEqual(['a@200000-200010']);
    });

    it('has the same content after a flush, and mixes it with what was not flushed', () => {
      const store = filled('a@10', 'a@30', 'a@50');
      store.flush();
      put(store, 'a@20');
      store.put('a', value('changed'), 30);
      store.put('a', null, 50);
      const expected = [
        { key: 10, value: value('a@10') },
        { key: 20, value: value('a@20') },
        { key: 30, value: value('changed') },
      ];
      expect([...store.fetch('a', 0, 100)]).toEqual(expected);
      expect([...store.backwardFetch('a', 0, 100)]).toEqual(expected.toReversed());
      store.flush();
      expect([...store.fetch('a', 0, 100)]).toEqual(expected);
    });

    it('goes through the windows that were there at the beginning', () => {
      const store = filled('a@10', 'a@20', 'a@30');
      const seen: number[] = [];
      for (const { key } of store.fetch('a', 0, 100)) {
        seen.push(key);
        put(store, `a@${key + 50}`);
        if (key === 10) store.put('a', null, 30);
      }
      expect(seen).toEqual([10, 20]);
    });

    it('fails when closed', () => {
      const store = filled('a@10');
      store.close();
      expect(store.isOpen).toBe(false);
      const closed = expect.objectContaining({ code: 'STORE_CLOSED' });
      expect(() => store.fetch('a', 10)).toThrow(closed);
      expect(() => store.put('a', value('x'), 10)).toThrow(closed);
      expect(() => store.all()).toThrow(closed);
    });

    it(survivesRestart ? 'is as it was after a restart' : 'is empty after a restart', () => {
      const opened = open();
      for (const window of ['a@10', 'b@20', 'a@1000', 'b@1015']) put(opened.store, window);
      opened.store.put('b', null, 20);
      const { store } = opened.restarted();
      put(store, 'c@1015');
      const restored = ['a@1000-1010', 'b@1015-1025', 'c@1015-1025'];
      expect(windows(store.all())).toEqual(survivesRestart ? restored : ['c@1015-1025']);
    });
  });
}

function starts<V>(entries: Iterable<{ readonly key: number; readonly value: V }>): number[] {
  return [...entries].map(({ key }) => key);
}

function windows<V>(entries: Iterable<{ readonly key: Windowed<string>; readonly value: V }>): string[] {
  return [...entries].map(({ key: { key, window } }) => `${key}@${window.start}-${window.end}`);
}
