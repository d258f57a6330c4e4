/** A limit on the bytes that all connections together hold in memory. */
export class ByteBudget {
  readonly #limit: number;
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many are left; negative when more were taken than there were. */
  get left(): number {
    return this.#limit - this.#taken;
  }

  /** Takes bytes, also beyond the limit; a negative number gives them back. */
  take(bytes: number): void {
    this.#taken += bytes;
  }
}
