import { describe, expect, it } from 'vitest';
import type { SessionStore } from './sessionStore.ts';
import { Window, Windowed } from './windowed.ts';

/** A session store with text keys and values and a retention of 1000 ms, at work. */
export interface OpenedSessionStore {
  readonly store: SessionStore<string, string>;
  /** Another store of the same kind, as it is after the process has come back. */
  restarted(): OpenedSessionStore;
}

export interface SessionContractOptions {
  readonly survivesRestart: boolean;
  /** Whether sessions of several keys come by their end; otherwise by key, since all are in one segment here. */
  readonly isByTime: boolean;
}

/** What every session store promises, whatever it is wrapped in. */
export function describeSessionStore(
  name: string,
  open: () => OpenedSessionStore,
  { survivesRestart, isByTime }: SessionContractOptions,
): void {
  describe(`${name} as a session store`, () => {
    const filled = (...sessions: string[]): SessionStore<string, string> => {
      const { store } = open();
      for (const session of sessions) put(store, session);
      return store;
    };

    it('returns what was put', () => {
      const store = filled('a@10-20', 'a@30-40', 'b@10-20');
      store.put(parsed('a@10-20'), 'second');
      expect(store.fetchSession('a', 10, 20)).toBe('second');
      expect(store.fetchSession('a', 30, 40)).toBe('a@30-40');
      expect([store.fetchSession('a', 10, 40), store.fetchSession('c', 10, 20)]).toEqual([null, null]);
    });

    it('removes', () => {
      const store = filled('a@10-20', 'a@15-20', 'a@30-40');
      store.remove(parsed('a@10-20'));
      store.put(parsed('a@30-40'), null);
      store.remove(parsed('a@1-2'));
      expect(texts(store.fetch('a'))).toEqual(['a@15-20']);
    });

    it('finds the sessions of a key that a span of time touches', () => {
      const store = filled('a@10-20', 'a@30-40', 'a@50-60', 'b@30-40', 'aa@30-40');
      expect(texts(store.findSessions('a', 20, 50))).toEqual(['a@10-20', 'a@30-40', 'a@50-60']);
      expect(texts(store.findSessions('a', 21, 49))).toEqual(['a@30-40']);
      expect(texts(store.backwardFindSessions('a', 0, 30))).toEqual(['a@30-40', 'a@10-20']);
      expect(texts(store.fetch('a'))).toEqual(['a@10-20', 'a@30-40', 'a@50-60']);
      expect(texts(store.backwardFetch('a'))).toEqual(['a@50-60', 'a@30-40', 'a@10-20']);
    });

    it('finds the sessions of a range of keys, and leaves open what is null', () => {
      const store = filled('a@10-20', 'b@10-20', 'c@10-20', 'd@10-20');
      expect(texts(store.fetch('b', 'c'))).toEqual(['b@10-20', 'c@10-20']);
      expect(texts(store.backwardFetch('b', 'c'))).toEqual(['c@10-20', 'b@10-20']);
      expect(texts(store.findSessions(null, 'b', 0, 100))).toEqual(['a@10-20', 'b@10-20']);
      expect(texts(store.backwardFindSessions('c', null, 0, 100))).toEqual(['d@10-20', 'c@10-20']);
      expect(texts(store.findSessions('c', 'b', 0, 100))).toEqual([]);
    });

    it('goes through all keys in its order', () => {
      const store = filled('b@10-20', 'a@15-30', 'c@0-5', 'a@10-20');
      const byKey = ['a@10-20', 'a@15-30', 'b@10-20', 'c@0-5'];
      const expected = isByTime ? ['c@0-5', 'a@10-20', 'b@10-20', 'a@15-30'] : byKey;
      expect(texts(store.fetch(null, null))).toEqual(expected);
      expect(texts(store.backwardFetch(null, null))).toEqual(expected.toReversed());
      const later = expected.filter((session) => session !== 'c@0-5');
      expect(texts(store.findSessions(20, 30))).toEqual(later);
    });

    it('forgets what is older than the retention', () => {
      const store = filled('a@0-10', 'a@990-1000', 'b@1000-1009');
      expect(texts(store.fetch('a'))).toEqual(['a@0-10', 'a@990-1000']);
      put(store, 'b@1000-1010');
      store.flush();
      expect(store.fetchSession('a', 0, 10)).toBeNull();
      expect(texts(store.fetch('a'))).toEqual(['a@990-1000']);
      put(store, 'a@199000-200000');
      store.flush();
      put(store, 'a@0-50');
      store.flush();
      expect(texts(store.fetch(null, null))).toEqual(['a@199000-200000']);
    });

    it('mixes what was flushed with what was not', () => {
      const store = filled('a@10-20', 'a@50-60');
      store.flush();
      put(store, 'a@30-40');
      store.remove(parsed('a@50-60'));
      expect(texts(store.fetch('a'))).toEqual(['a@10-20', 'a@30-40']);
      expect(texts(store.backwardFetch('a'))).toEqual(['a@30-40', 'a@10-20']);
      store.flush();
      expect(texts(store.fetch('a'))).toEqual(['a@10-20', 'a@30-40']);
    });

    it('fails when closed', () => {
      const store = filled('a@10-20');
      store.close();
      const closed = expect.objectContaining({ code: 'STORE_CLOSED' });
      expect(() => store.fetch('a')).toThrow(closed);
      expect(() => put(store, 'a@10-20')).toThrow(closed);
      expect(() => store.remove(parsed('a@10-20'))).toThrow(closed);
    });

    it(survivesRestart ? 'is as it was after a restart' : 'is empty after a restart', () => {
      const opened = open();
      for (const session of ['a@0-10', 'b@10-20', 'a@900-1000']) put(opened.store, session);
      opened.store.remove(parsed('b@10-20'));
      const { store } = opened.restarted();
      put(store, 'c@1000-1015');
      expect(texts(store.fetch(null, null))).toEqual([
        ...(survivesRestart ? ['a@900-1000'] : []),
        'c@1000-1015',
      ]);
    });
  });
}

/** Sessions are written as `key@start-end`. */
function parsed(session: string): Windowed<string> {
  const [key = '', start, end] = session.split(/[@-]/);
  return new Windowed(key, new Window(Number(start), Number(end)));
}

function put(store: SessionStore<string, string>, session: string): void {
  store.put(parsed(session), session);
}

/** Checks that each session has its own value. */
function texts(entries: Iterable<{ readonly key: Windowed<string>; readonly value: string }>): string[] {
  return [...entries].map(({ key: { key, window }, value }) => {
    expect(value).toBe(`${key}@${window.start}-${window.end}`);
    return value;
  });
}
