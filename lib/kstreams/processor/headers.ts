/** One header of a record; names may repeat. */
export interface Header {
  readonly name: string;
  readonly value: Buffer | null;
}

/**
 * The headers of a record, in order. Unlike Java's they never change: records share them freely, and `with` and
 * `without` answer new ones.
 */
export class Headers implements Iterable<Header> {
  static readonly none = new Headers([]);
  readonly #headers: readonly Header[];

  private constructor(headers: readonly Header[]) {
    this.#headers = headers;
  }

  static of(headers: readonly Header[]): Headers {
    return headers.length === 0 ? Headers.none : new Headers([...headers]);
  }

  get size(): number {
    return this.#headers.length;
  }

  /** These headers and one more at the end; a string becomes its UTF-8 bytes. */
  with(name: string, value: Buffer | string | null): Headers {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return new Headers([...this.#headers, { name, value: bytes }]);
  }

  /** These headers except all of this name. */
  without(name: string): Headers {
    return Headers.of(this.#headers.filter((header) => header.name !== name));
  }

  /** All headers of this name, in order. */
  all(name: string): readonly Header[] {
    return this.#headers.filter((header) => header.name === name);
  }

  lastHeader(name: string): Header | undefined {
    return this.#headers.findLast((header) => header.name === name);
  }

  toArray(): readonly Header[] {
    return this.#headers;
  }

  [Symbol.iterator](): Iterator<Header> {
    return this.#headers[Symbol.iterator]();
  }
}
