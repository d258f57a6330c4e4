/** Most keys a chunk holds before it is split: small enough to shift cheaply, large enough to keep chunks few. */
const chunkLimit = 512;

interface Chunk {
  readonly keys: string[];
  /** The epoch in which it was made; an older chunk may be in use by an iteration and is copied before a change. */
  readonly epoch: number;
}

/** Which keys to go through; an absent bound leaves that side open. */
export interface KeyRange {
  readonly from?: string;
  readonly to?: string;
  /** Leaves `to` itself out. */
  readonly toExclusive?: boolean;
  readonly reverse?: boolean;
}

/**
 * A set of strings in the order of their code units, in chunks. An iteration sees the set as it was when it began:
 * chunks are copied on their first change after that.
 */
export class SortedKeys {
  #chunks: Chunk[] = [];
  #epoch = 0;

  /** The smallest key; undefined when there is none. */
  get first(): string | undefined {
    return this.#chunks[0]?.keys[0];
  }

  /** Adds a key that is not there. */
  add(key: string): void {
    if (this.#chunks.length === 0) {
      this.#chunks.push({ keys: [key], epoch: this.#epoch });
      return;
    }
    const index = Math.max(0, this.#chunkOf(key));
    const { keys } = this.#writable(index);
    keys.splice(lowerBound(keys, key), 0, key);
    if (keys.length > chunkLimit) {
      const upper = keys.splice(chunkLimit >>> 1);
      this.#chunks.splice(index + 1, 0, { keys: upper, epoch: this.#epoch });
    }
  }

  /** Removes a key that is there. */
  remove(key: string): void {
    const index = this.#chunkOf(key);
    const { keys } = this.#writable(index);
    keys.splice(lowerBound(keys, key), 1);
    if (keys.length === 0) this.#chunks.splice(index, 1);
  }

  clear(): void {
    this.#chunks = [];
  }

  /** The keys of a range, as they are now. */
  range(range: KeyRange): Iterator<string, undefined> {
    this.#epoch++;
    const chunks = this.#chunks.slice();
    return range.reverse ? this.#descending(chunks, range) : this.#ascending(chunks, range);
  }

  *#ascending(chunks: readonly Chunk[], { from, to, toExclusive }: KeyRange): Generator<string, undefined> {
    const first = from === undefined ? 0 : Math.max(0, this.#chunkOf(from, chunks));
    for (let index = first; index < chunks.length; index++) {
      const keys = chunks[index]?.keys ?? [];
      for (let i = from !== undefined && index === first ? lowerBound(keys, from) : 0; i < keys.length; i++) {
        const key = keys[i] as string;
        if (to !== undefined && (toExclusive ? key >= to : key > to)) return;
        yield key;
      }
    }
  }

  *#descending(chunks: readonly Chunk[], { from, to, toExclusive }: KeyRange): Generator<string, undefined> {
    const last = to === undefined ? chunks.length - 1 : this.#chunkOf(to, chunks);
    for (let index = last; index >= 0; index--) {
      const keys = chunks[index]?.keys ?? [];
      const end = to !== undefined && index === last ? lowerBound(keys, to) : keys.length - 1;
      for (let i = Math.min(end, keys.length - 1); i >= 0; i--) {
        const key = keys[i] as string;
        if (to !== undefined && (toExclusive ? key >= to : key > to)) continue;
        if (from !== undefined && key < from) return;
        yield key;
      }
    }
  }

  /** Index of the last chunk that begins at or before `key`, −1 if none does. */
  #chunkOf(key: string, chunks: readonly Chunk[] = this.#chunks): number {
    let low = 0;
    let high = chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((chunks[middle]?.keys[0] as string) <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #writable(index: number): Chunk {
    const chunk = this.#chunks[index] as Chunk;
    if (chunk.epoch === this.#epoch) return chunk;
    const copy = { keys: chunk.keys.slice(), epoch: this.#epoch };
    this.#chunks[index] = copy;
    return copy;
  }
}

/** Index of the first key that is not below `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
