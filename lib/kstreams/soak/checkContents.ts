import { isDeepStrictEqual } from 'node:util';
import type { Contents, StoreContents } from './contents.ts';
import { Finding } from './finding.ts';
import type { LastNumber } from './lastNumber.ts';

/** Records that were processed more often than once, which at-least-once allows. */
export interface Repeated {
  /** Written to the repartition topic again. */
  readonly moved: number;
  /** Counted again. */
  readonly counted: number;
}

/**
 * Checks that nothing was lost and nothing is out of date, in stores, changelogs and results.
 *
 * @returns what was repeated
 * @throws Finding with the key, what was expected and what was found
 */
export function checkContents({ input, repartitioned, first, counts, last }: Contents): Repeated {
  const lastOf = lastValues(input);
  const movedLastOf = new Map([...lastOf].map(([key, number]) => [key.slice(2), number]));
  checkStore('first', first, byLast);
  checkStore('counts', counts, Number);
  checkStore('last', last, byLast);
  checkExact('first', first, lastOf);
  checkExact('last', last, movedLastOf);
  const countOf = countByKey(input.map(([key]) => key.slice(2)));
  const counted = new Map(counts.rows);
  for (const [key, expected] of countOf) {
    const got = counted.get(key) ?? 0;
    if (got < expected) throw wrong('Records were lost: the count', key, `at least ${expected}`, got);
  }
  const total = counts.rows.reduce((sum, [, count]) => sum + count, 0);
  return { moved: repartitioned.length - input.length, counted: total - repartitioned.length };
}

/**
 * @param limit how many records at-least-once allows to be processed again, at each of the two stages
 * @throws Finding when there are more
 */
export function checkRepeated({ moved, counted }: Repeated, limit: number): void {
  for (const [what, count] of Object.entries({ moved, counted })) {
    if (count > limit)
      throw new Finding(`Records were ${what} again: expected at most ${limit}, got ${count}.`);
  }
}

const byLast = ({ last }: LastNumber) => last;

/** The store, the end of its changelog and the last results are the same; the changelog never went back. */
function checkStore<V>(
  name: string,
  { rows, changelog, results }: StoreContents<V>,
  progress: (value: V) => number,
): void {
  const seen = new Map<string, V>();
  for (const [key, value] of rows) {
    if (seen.has(key))
      throw wrong(`Two instances have a row in the store ${name}`, key, 'one', [seen.get(key), value]);
    seen.set(key, value);
  }
  checkSame(`The changelog of ${name} differs from the store`, seen, lastValues(changelog));
  checkSame(`The last results of ${name} differ from the store`, seen, lastValues(results));
  // Only somebody who no longer has the task can write an older state after a newer one.
  const newest = new Map<string, V>();
  for (const [key, value] of changelog) {
    const before = newest.get(key);
    if (before !== undefined && progress(value) < progress(before)) {
      throw wrong(`The changelog of ${name} went back`, key, `nothing older than ${text(before)}`, value);
    }
    newest.set(key, value);
  }
}

function checkSame<V>(what: string, expected: ReadonlyMap<string, V>, got: ReadonlyMap<string, V>): void {
  for (const key of new Set([...expected.keys(), ...got.keys()])) {
    if (!isDeepStrictEqual(expected.get(key), got.get(key)))
      throw wrong(what, key, expected.get(key), got.get(key));
  }
}

/** Each key has its last number, and never was one missing. */
function checkExact(
  name: string,
  { rows }: StoreContents<LastNumber>,
  expected: ReadonlyMap<string, number>,
): void {
  const got = new Map(rows);
  for (const [key, last] of expected) {
    if (!isDeepStrictEqual(got.get(key), { last })) {
      throw wrong(`Numbers are missing in the store ${name}`, key, { last }, got.get(key));
    }
  }
}

function lastValues<V>(entries: readonly (readonly [string, V])[]): Map<string, V> {
  return new Map(entries);
}

function countByKey(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function wrong(what: string, key: string, expected: unknown, got: unknown): Finding {
  return new Finding(`${what}: key ${key}, expected ${text(expected)}, got ${text(got)}.`);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
