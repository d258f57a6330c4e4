/** Offsets of a partition: where its records begin now, and the one after its last. */
export interface PartitionRange {
  readonly partition: number;
  readonly low: string;
  readonly high: string;
}

/** How far a reader is in each partition, against the ends that the partitions had at one moment. */
export class Positions {
  readonly #next = new Map<number, bigint>();
  /** The partitions that are not read to their end yet, with that end. */
  readonly #ends = new Map<number, bigint>();

  constructor(ranges: readonly PartitionRange[]) {
    for (const { partition, high } of ranges) this.#ends.set(partition, BigInt(high));
    this.skipMissing(ranges);
  }

  get behind(): boolean {
    return this.#ends.size > 0;
  }

  /** The offset to go on with, of each partition that has been read from. */
  get next(): Iterable<[partition: number, offset: bigint]> {
    return this.#next;
  }

  /** The next offset to read: past records of aborted transactions and compacted ones as well, which a reader is never given. */
  advance(partition: number, next: bigint): void {
    this.#next.set(partition, next);
    this.#settle(partition, next);
  }

  /** What is before `low` is gone, through retention for instance, and not to be waited for. */
  skipMissing(ranges: readonly PartitionRange[]): void {
    for (const { partition, low } of ranges) this.#settle(partition, BigInt(low));
  }

  #settle(partition: number, reached: bigint): void {
    const end = this.#ends.get(partition);
    if (end !== undefined && reached >= end) this.#ends.delete(partition);
  }
}
