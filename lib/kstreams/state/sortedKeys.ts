/** Most keys a chunk holds before it is split: small enough to shift cheaply, large enough to keep chunks few. */
const chunkLimit = 512;

/** So many new keys may wait to be sorted in, or half of those that are: many at once take a tenth of the time. */
const waitingLimit = 4096;
/** A new key costs about as much alone as this many others that all are merged with. */
const mergeCost = 64;

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
 * A set of strings in the order of their code units, in chunks. New keys are sorted in when somebody wants to see the
 * order, or when they are many. An iteration sees the set as it was when it began: chunks are copied on their first
 * change after that.
 */
export class SortedKeys {
  #chunks: Chunk[] = [];
  #waiting: string[] = [];
  /** Without those that wait. */
  #size = 0;
  #epoch = 0;

  /** The smallest key; undefined when there is none. */
  first(): string | undefined {
    this.#settle();
    return this.#chunks[0]?.keys[0];
  }

  /** Adds a key that is not there. */
  add(key: string): void {
    this.#waiting.push(key);
    if (this.#waiting.length > Math.max(waitingLimit, this.#size >>> 1)) this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    if (waiting.length * mergeCost < this.#size) for (const key of waiting) this.#insert(key);
    else this.#chunks = chunksOf(merged(this.#chunks, waiting.sort()), this.#epoch);
    this.#size += waiting.length;
  }

  #insert(key: string): void {
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
    this.#settle();
    this.#size--;
    const index = this.#chunkOf(key);
    const { keys } = this.#writable(index);
    keys.splice(lowerBound(keys, key), 1);
    if (keys.length === 0) this.#chunks.splice(index, 1);
  }

  clear(): void {
    this.#chunks = [];
    this.#waiting = [];
    this.#size = 0;
  }

  /** The keys of a range, as they are now. */
  range(range: KeyRange): Iterator<string, undefined> {
    this.#settle();
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

/** All keys of the chunks and `added`, both sorted, in order. */
function merged(chunks: readonly Chunk[], added: readonly string[]): string[] {
  const all: string[] = [];
  let next = 0;
  for (const { keys } of chunks) {
    for (const key of keys) {
      for (let other = added[next]; other !== undefined && other < key; other = added[++next])
        all.push(other);
      all.push(key);
    }
  }
  for (; next < added.length; next++) all.push(added[next] as string);
  return all;
}

/** Half full, so that there is room for more. */
function chunksOf(sorted: readonly string[], epoch: number): Chunk[] {
  const length = chunkLimit >>> 1;
  return Array.from({ length: Math.ceil(sorted.length / length) }, (_, index) => ({
    keys: sorted.slice(index * length, (index + 1) * length),
    epoch,
  }));
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
