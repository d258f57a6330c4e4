/** Follows how far the models topic has been read, against the ends that its partitions had at one moment. */
export class ModelsKnown {
  readonly #onKnown: () => void;
  #ends = new Map<number, bigint>();

  constructor(onKnown: () => void) {
    this.#onKnown = onKnown;
  }

  /** Waits for these partitions to be read to these ends; those without anything to be read are not waited for. */
  await(ends: ReadonlyMap<number, bigint>): void {
    this.#ends = new Map(ends);
    if (this.#ends.size === 0) this.#onKnown();
  }

  /** A partition was read up to this offset. */
  read(partition: number, next: bigint): void {
    const end = this.#ends.get(partition);
    if (end === undefined || next < end) return;
    this.#ends.delete(partition);
    if (this.#ends.size === 0) this.#onKnown();
  }
}
