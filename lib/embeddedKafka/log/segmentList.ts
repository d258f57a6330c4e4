import type { Segment } from './segment.ts';

/** Sealed segments whose indexes stay in memory; what was used longest ago is read again when it is needed. */
const indexesInMemory = 4;

/** The segments of a log in order, at least one; the last one is appended to. */
export class SegmentList {
  readonly #segments: Segment[];
  readonly #withIndex = new Set<Segment>();

  constructor(segments: readonly Segment[]) {
    this.#segments = [...segments];
  }

  get active(): Segment {
    return this.#segments.at(-1) as Segment;
  }

  get first(): Segment {
    return this.#segments[0] as Segment;
  }

  /** All but the last one. */
  get sealed(): readonly Segment[] {
    return this.#segments.slice(0, -1);
  }

  get all(): readonly Segment[] {
    return this.#segments;
  }

  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.size, 0);
  }

  /** The segments from the one on that holds `offset`. */
  *from(offset: bigint): Generator<Segment> {
    for (let i = this.#indexOf(offset); i < this.#segments.length; i++) {
      const segment = this.#segments[i] as Segment;
      this.#noteUse(segment);
      yield segment;
    }
  }

  push(segment: Segment): void {
    this.#segments.push(segment);
  }

  /** Takes the first segment off the list. */
  shift(): void {
    const first = this.#segments.shift();
    if (first) this.#withIndex.delete(first);
  }

  /** Puts `segment` in place of those from `first` to `last`. */
  replace(first: Segment, last: Segment, segment: Segment): void {
    const start = this.#segments.indexOf(first);
    const end = this.#segments.indexOf(last);
    for (const gone of this.#segments.splice(start, end - start + 1, segment)) this.#withIndex.delete(gone);
  }

  #noteUse(segment: Segment): void {
    if (segment === this.active) return;
    this.#withIndex.delete(segment);
    this.#withIndex.add(segment);
    if (this.#withIndex.size <= indexesInMemory) return;
    const [oldest] = this.#withIndex;
    oldest?.releaseIndex();
    this.#withIndex.delete(oldest as Segment);
  }

  /** Index of the last segment that begins at `offset` or before. */
  #indexOf(offset: bigint): number {
    let low = 0;
    let high = this.#segments.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((this.#segments[middle] as Segment).baseOffset <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}
