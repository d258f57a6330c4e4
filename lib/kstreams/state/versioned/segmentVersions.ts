import { readTime, writeTime } from '../timeBytes.ts';

interface Version {
  readonly from: number;
  /** Null: the key had no value. */
  readonly value: Buffer | null;
}

/** What a search finds: a version, and until when it was valid. */
export interface FoundVersion extends Version {
  readonly to: number;
  readonly index: number;
}

/**
 * The versions of a key that ended in one segment of time, newest first, without a gap between them. A segment of one
 * version that begins where it ends only remembers that the key was deleted then.
 */
export class SegmentVersions {
  /** Until when the newest version was valid. */
  nextTime: number;
  #versions: Version[];

  constructor(value: Buffer | null, from: number, to: number) {
    this.nextTime = to;
    this.#versions = [{ from, value }];
  }

  /** Since when there are versions. */
  get minTime(): number {
    return (this.#versions.at(-1) as Version).from;
  }

  /** The version of a time from `minTime` to before `nextTime`. */
  find(time: number): FoundVersion {
    const index = this.#versions.findIndex(({ from }) => from <= time);
    const to = this.#versions[index - 1]?.from ?? this.nextTime;
    return { ...(this.#versions[index] as Version), to, index };
  }

  /** Adds a version after all others. */
  insertAsLatest(value: Buffer | null, from: number, to: number): void {
    // Only after a write that was lost: what is in the way was to be replaced.
    if (from < this.nextTime) this.#versions = this.#versions.filter((version) => version.from < from);
    else if (this.#isDegenerate) this.#versions = [];
    const last = Math.min(this.nextTime, from);
    if (last < from) this.#versions.unshift({ from: last, value: null });
    this.#versions.unshift({ from, value });
    this.nextTime = to;
  }

  insertAsEarliest(value: Buffer | null, from: number): void {
    if (this.#isDegenerate) this.#versions = [];
    this.#versions.push({ from, value });
  }

  /** Adds a version before the one with this index. */
  insert(value: Buffer | null, from: number, index: number): void {
    this.#versions.splice(index, 0, { from, value });
  }

  update(value: Buffer | null, from: number, index: number): void {
    this.#versions[index] = { from, value };
  }

  get #isDegenerate(): boolean {
    return this.minTime === this.nextTime;
  }

  /** `next time i64`, then for each version `from i64 | length i32 | value`, with −1 for no value. */
  serialize(): Buffer {
    const next = Buffer.allocUnsafe(8);
    writeTime(next, this.nextTime, 0);
    const parts = this.#versions.map(({ from, value }) => {
      const head = Buffer.allocUnsafe(12);
      writeTime(head, from, 0);
      head.writeInt32BE(value?.length ?? -1, 8);
      return value === null ? head : Buffer.concat([head, value]);
    });
    return Buffer.concat([next, ...parts]);
  }

  static deserialize(bytes: Buffer): SegmentVersions {
    const versions: Version[] = [];
    for (let at = 8; at < bytes.length; ) {
      const [from, length] = [readTime(bytes, at), bytes.readInt32BE(at + 8)];
      at += 12;
      versions.push({ from, value: length < 0 ? null : bytes.subarray(at, at + length) });
      at += Math.max(0, length);
    }
    const segment = new SegmentVersions(null, 0, readTime(bytes, 0));
    segment.#versions = versions;
    return segment;
  }
}
