import { describe, expect, it } from 'vitest';
import type { KeyValueIterator, KeyValueStore } from './keyValueStore.ts';

/** A store with text keys, at work. */
export interface OpenedStore<V> {
  readonly store: KeyValueStore<string, V>;
  /** Another store of the same kind, as it is after the process has come back. */
  restarted(): OpenedStore<V>;
}

export interface ContractOptions<V> {
  /** A value of the store; equal for equal text. */
  value(text: string): V;
  /** Whether what was put is there after a restart; otherwise the store is empty then. */
  readonly survivesRestart: boolean;
}

/** What every key/value store promises, whatever it is wrapped in. */
export function describeKeyValueStore<V>(
  name: string,
  open: () => OpenedStore<V>,
  { value, survivesRestart }: ContractOptions<V>,
): void {
  describe(`${name} as a key/value store`, () => {
    const filled = (...keys: string[]): KeyValueStore<string, V> => {
      const { store } = open();
      for (const key of keys) store.put(key, value(key));
      return store;
    };

    it('returns what was put', () => {
      const store = filled('a', 'b');
      store.put('a', value('second'));
      expect([store.get('a'), store.get('b'), store.get('c')]).toEqual([value('second'), value('b'), null]);
    });

    it('deletes, and answers what was there', () => {
      const store = filled('a');
      expect([store.delete('a'), store.delete('a'), store.get('a')]).toEqual([value('a'), null, null]);
    });

    it('takes null for a deletion', () => {
      const store = filled('a', 'b');
      store.put('a', null);
      expect(store.get('a')).toBeNull();
      expect(keysOf(store.all())).toEqual(['b']);
    });

    it('puts if absent, and answers what was there', () => {
      const store = filled('a');
      expect([store.putIfAbsent('a', value('x')), store.putIfAbsent('b', value('y'))]).toEqual([
        value('a'),
        null,
      ]);
      expect([store.get('a'), store.get('b')]).toEqual([value('a'), value('y')]);
    });

    it('puts many, null among them', () => {
      const store = filled('a', 'b');
      store.putAll([
        { key: 'a', value: null },
        { key: 'c', value: value('x') },
      ]);
      expect(keysOf(store.all())).toEqual(['b', 'c']);
    });

    it('keeps an empty value apart from none', () => {
      const store = filled();
      store.put('a', value(''));
      expect(store.get('a')).toEqual(value(''));
      expect(keysOf(store.all())).toEqual(['a']);
    });

    it('iterates in the order of the unsigned bytes', () => {
      const store = filled('b', 'é', 'a', 'Z', 'ab', '\u0000', '');
      expect(keysOf(store.all())).toEqual(['', '\u0000', 'Z', 'a', 'ab', 'b', 'é']);
      expect(keysOf(store.reverseAll())).toEqual(['é', 'b', 'ab', 'a', 'Z', '\u0000', '']);
    });

    it('includes both ends of a range, and leaves open what is null', () => {
      const store = filled('a', 'b', 'c', 'd');
      expect(keysOf(store.range('b', 'c'))).toEqual(['b', 'c']);
      expect(keysOf(store.range('bb', null))).toEqual(['c', 'd']);
      expect(keysOf(store.range(null, 'b'))).toEqual(['a', 'b']);
      expect(keysOf(store.reverseRange('b', 'c'))).toEqual(['c', 'b']);
      expect(keysOf(store.reverseRange(null, 'bb'))).toEqual(['b', 'a']);
      expect(keysOf(store.reverseRange('c', null))).toEqual(['d', 'c']);
    });

    it('has nothing in a range that begins above its end', () => {
      const store = filled('a', 'b', 'c');
      expect([...store.range('c', 'a'), ...store.reverseRange('c', 'a')]).toEqual([]);
    });

    it('finds the keys with a prefix', () => {
      const store = filled('a', 'ab', 'abc', 'b', 'ac');
      expect(keysOf(store.prefixScan(Buffer.from('ab')))).toEqual(['ab', 'abc']);
      expect(keysOf(store.prefixScan(Buffer.from('')))).toEqual(['a', 'ab', 'abc', 'ac', 'b']);
    });

    it('goes through the keys that were there at the beginning', () => {
      const store = filled('a', 'b', 'c');
      const seen: string[] = [];
      for (const { key } of store.all()) {
        seen.push(key);
        store.put(`${key}-next`, value('new'));
        if (key === 'a') store.delete('c');
      }
      expect(seen).toEqual(['a', 'b']);
    });

    it('ends an iteration that is closed', () => {
      const entries = filled('a', 'b').all();
      entries.next();
      entries.close();
      expect(entries.next().done).toBe(true);
    });

    it('has the same content after a flush', () => {
      const store = filled('a', 'b', 'c');
      store.delete('b');
      store.flush();
      expect(keysOf(store.all())).toEqual(['a', 'c']);
      expect([store.get('a'), store.get('b')]).toEqual([value('a'), null]);
      expect(store.approximateNumEntries()).toBe(2);
    });

    it('mixes what was flushed with what was not', () => {
      const store = filled('a', 'c', 'e');
      store.flush();
      store.put('b', value('b'));
      store.put('c', value('changed'));
      store.delete('e');
      expect([...store.all()]).toEqual([
        { key: 'a', value: value('a') },
        { key: 'b', value: value('b') },
        { key: 'c', value: value('changed') },
      ]);
      expect(keysOf(store.reverseRange('b', null))).toEqual(['c', 'b']);
    });

    it('fails when closed', () => {
      const store = filled('a');
      expect(store.isOpen).toBe(true);
      store.close();
      expect(store.isOpen).toBe(false);
      const closed = expect.objectContaining({ code: 'STORE_CLOSED' });
      expect(() => store.get('a')).toThrow(closed);
      expect(() => store.put('a', value('x'))).toThrow(closed);
      expect(() => store.all()).toThrow(closed);
      expect(() => store.approximateNumEntries()).toThrow(closed);
    });

    it(survivesRestart ? 'is as it was after a restart' : 'is empty after a restart', () => {
      const opened = open();
      for (const key of ['a', 'b', 'c']) opened.store.put(key, value(key));
      opened.store.delete('b');
      opened.store.put('c', value('second'));
      const after = [...opened.restarted().store.all()];
      const content = [
        { key: 'a', value: value('a') },
        { key: 'c', value: value('second') },
      ];
      expect(after).toEqual(survivesRestart ? content : []);
    });
  });
}

function keysOf<V>(entries: KeyValueIterator<string, V>): string[] {
  return [...entries].map(({ key }) => key);
}
