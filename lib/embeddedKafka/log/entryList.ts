/** A growing list of entries of one size in one buffer: an index file in memory. */
export class EntryList {
  readonly #entryBytes: number;
  #bytes: Buffer;
  #count: number;

  /** @param content the bytes of an index file; what is left over behind the last whole entry is dropped */
  constructor(entryBytes: number, content: Buffer = Buffer.alloc(0)) {
    this.#entryBytes = entryBytes;
    this.#bytes = content;
    this.#count = Math.floor(content.length / entryBytes);
  }

  get count(): number {
    return this.#count;
  }

  /** The whole list as bytes; a view that the next {@link add} may change. */
  get content(): Buffer {
    return this.#bytes.subarray(0, this.#count * this.#entryBytes);
  }

  /** The entry's bytes. */
  at(index: number): Buffer {
    return this.#bytes.subarray(index * this.#entryBytes, (index + 1) * this.#entryBytes);
  }

  /** Appends an entry of zeros and returns its bytes, to be filled in. */
  add(): Buffer {
    if ((this.#count + 1) * this.#entryBytes > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(64, this.#count * 2) * this.#entryBytes);
      this.#bytes.copy(grown);
      this.#bytes = grown;
    }
    return this.at(this.#count++);
  }

  /** Forgets all entries from `count` on. */
  truncate(count: number): void {
    this.#count = Math.min(this.#count, count);
  }

  /** Index of the last entry for which `holds` is true, −1 if none; `holds` is true up to some entry, then false. */
  findLast(holds: (entry: Buffer) => boolean): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.at(middle))) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
