import type { KeyRange } from './sortedKeys.ts';
import { SortedKeys } from './sortedKeys.ts';

/** Bounds of an iteration over serialised keys; absent or null leaves a side open. */
export interface BytesRange {
  readonly from?: Buffer | null;
  readonly to?: Buffer | null;
  readonly toExclusive?: boolean;
  readonly reverse?: boolean;
}

/**
 * A map from bytes to values, ordered by the keys' unsigned bytes. A key is held as a string of one character per
 * byte: it hashes and compares fast, and the order of such strings is that of the bytes.
 */
export class SortedBytesMap<V> {
  readonly #values = new Map<string, V>();
  readonly #keys = new SortedKeys();

  get size(): number {
    return this.#values.size;
  }

  get(key: Buffer): V | undefined {
    return this.#values.get(key.toString('latin1'));
  }

  /** The value of the smallest key. */
  first(): V | undefined {
    const { first } = this.#keys;
    return first === undefined ? undefined : this.#values.get(first);
  }

  set(key: Buffer, value: V): void {
    const text = key.toString('latin1');
    if (!this.#values.has(text)) this.#keys.add(text);
    this.#values.set(text, value);
  }

  /** Answers the value the key had. */
  delete(key: Buffer): V | undefined {
    const text = key.toString('latin1');
    const value = this.#values.get(text);
    if (this.#values.delete(text)) this.#keys.remove(text);
    return value;
  }

  clear(): void {
    this.#values.clear();
    this.#keys.clear();
  }

  /**
   * Values in the order of their keys: those of the keys that are there now, without those deleted before their turn.
   */
  range(range: BytesRange): Generator<V, undefined> {
    return this.#present(this.#keys.range(textRange(range)));
  }

  /** The keys of a range, as they are now. */
  keys(range: BytesRange): Generator<Buffer, undefined> {
    return bytesOf(this.#keys.range(textRange(range)));
  }

  *#present(keys: Iterator<string, undefined>): Generator<V, undefined> {
    for (let next = keys.next(); !next.done; next = keys.next()) {
      const value = this.#values.get(next.value);
      if (value !== undefined) yield value;
    }
  }
}

function* bytesOf(keys: Iterator<string, undefined>): Generator<Buffer, undefined> {
  for (let next = keys.next(); !next.done; next = keys.next()) yield Buffer.from(next.value, 'latin1');
}

function textRange({ from, to, toExclusive, reverse }: BytesRange): KeyRange {
  return {
    ...(from ? { from: from.toString('latin1') } : {}),
    ...(to ? { to: to.toString('latin1') } : {}),
    ...(toExclusive ? { toExclusive } : {}),
    ...(reverse ? { reverse } : {}),
  };
}

/** All keys that begin with these bytes, as a range. */
export function prefixRange(prefix: Buffer): BytesRange {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return { from: prefix };
  const to = Buffer.from(prefix.subarray(0, length));
  to[length - 1] = (to[length - 1] as number) + 1;
  return { from: prefix, to, toExclusive: true };
}
