/**
 * A table of which every instance holds all rows, whatever their partition. It can be read by every processor,
 * through the context, without being connected.
 */
export class GlobalKTable<K, V> {
  /** For the type checker only. */
  declare protected readonly row: readonly [K, V];
  readonly #storeName: string;
  readonly #queryableStoreName: string | undefined;

  /** @internal comes from `StreamsBuilder.globalTable` */
  constructor(storeName: string, queryableStoreName: string | undefined) {
    this.#storeName = storeName;
    this.#queryableStoreName = queryableStoreName;
  }

  /** The name of its store, also when it was generated. */
  get storeName(): string {
    return this.#storeName;
  }

  /** The name of its store if the user gave it one. */
  queryableStoreName(): string | undefined {
    return this.#queryableStoreName;
  }
}
