import { EntryList } from './entryList.ts';

/*
 * A .timeindex file: entries of 12 bytes, in order.
 *   0  timestamp       int64  highest timestamp of the segment so far, ms
 *   8  relativeOffset  int32  last offset of the first batch that has it, less the segment's base offset
 */
const entryBytes = 12;

/** From which offset on a segment must be searched for a timestamp. */
export class TimeIndex {
  readonly #entries: EntryList;

  private constructor(entries: EntryList) {
    this.#entries = entries;
  }

  static empty(): TimeIndex {
    return new TimeIndex(new EntryList(entryBytes));
  }

  /** The index in `content`, or undefined when that cannot be one. */
  static decode(content: Buffer): TimeIndex | undefined {
    if (content.length % entryBytes !== 0) return undefined;
    const entries = new EntryList(entryBytes, content);
    for (let i = 1; i < entries.count; i++) {
      const [before, entry] = [entries.at(i - 1), entries.at(i)];
      if (entry.readBigInt64BE(0) <= before.readBigInt64BE(0)) return undefined;
      if (entry.readInt32BE(8) < before.readInt32BE(8)) return undefined;
    }
    return new TimeIndex(entries);
  }

  /** Adds an entry unless the last one has the same timestamp. */
  add(timestamp: bigint, relativeOffset: number): void {
    if (this.#entries.count > 0 && timestamp <= this.last.timestamp) return;
    const entry = this.#entries.add();
    entry.writeBigInt64BE(timestamp, 0);
    entry.writeInt32BE(relativeOffset, 8);
  }

  /** The highest timestamp that was added; −1 when there is none. */
  get last(): { timestamp: bigint; relativeOffset: number } {
    if (this.#entries.count === 0) return { timestamp: -1n, relativeOffset: 0 };
    const entry = this.#entries.at(this.#entries.count - 1);
    return { timestamp: entry.readBigInt64BE(0), relativeOffset: entry.readInt32BE(8) };
  }

  /** All records before the returned offset have a lower timestamp. */
  lookup(timestamp: bigint): number {
    const index = this.#entries.findLast((entry) => entry.readBigInt64BE(0) <= timestamp);
    return index === -1 ? 0 : this.#entries.at(index).readInt32BE(8);
  }

  /** Forgets all batches from `relativeOffset` on. */
  truncate(relativeOffset: number): void {
    this.#entries.truncate(this.#entries.findLast((entry) => entry.readInt32BE(8) < relativeOffset) + 1);
  }

  encode(): Buffer {
    return this.#entries.content;
  }
}
