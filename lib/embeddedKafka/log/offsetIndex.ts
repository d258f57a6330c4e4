import { EntryList } from './entryList.ts';

/*
 * A .index file: entries of 8 bytes, in order.
 *   0  relativeOffset  int32  last offset of a batch, less the segment's base offset
 *   4  position        int32  where that batch begins in the .log file
 */
const entryBytes = 8;

/** Where in a segment to look for an offset. Sparse: about one entry for every 4 KiB of log. */
export class OffsetIndex {
  readonly #entries: EntryList;

  private constructor(entries: EntryList) {
    this.#entries = entries;
  }

  static empty(): OffsetIndex {
    return new OffsetIndex(new EntryList(entryBytes));
  }

  /** The index in `content`, or undefined when that cannot be one for `segmentBytes` of log. */
  static decode(content: Buffer, segmentBytes: number): OffsetIndex | undefined {
    if (content.length % entryBytes !== 0) return undefined;
    const entries = new EntryList(entryBytes, content);
    let offset = -1;
    let position = -1;
    for (let i = 0; i < entries.count; i++) {
      const entry = entries.at(i);
      if (entry.readInt32BE(0) <= offset || entry.readInt32BE(4) <= position) return undefined;
      offset = entry.readInt32BE(0);
      position = entry.readInt32BE(4);
    }
    return position < segmentBytes ? new OffsetIndex(entries) : undefined;
  }

  add(relativeOffset: number, position: number): void {
    const entry = this.#entries.add();
    entry.writeInt32BE(relativeOffset, 0);
    entry.writeInt32BE(position, 4);
  }

  /** Position of a batch at or before the one that holds the offset. */
  lookup(relativeOffset: number): number {
    const index = this.#entries.findLast((entry) => entry.readInt32BE(0) <= relativeOffset);
    return index === -1 ? 0 : this.#entries.at(index).readInt32BE(4);
  }

  /** Forgets all batches at `position` and behind. */
  truncate(position: number): void {
    this.#entries.truncate(this.#entries.findLast((entry) => entry.readInt32BE(4) < position) + 1);
  }

  encode(): Buffer {
    return this.#entries.content;
  }
}
