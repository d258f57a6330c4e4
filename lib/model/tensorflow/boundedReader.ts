import { Reader } from 'protobufjs/minimal.js';

/** Stops reading a message that has more fields and list values than a limit: each becomes an object many times its size. */
export class BoundedReader extends Reader {
  #left: number;
  readonly #exceeded: () => Error;

  /** @param exceeded makes the error that is thrown */
  constructor(bytes: Uint8Array, limit: number, exceeded: () => Error) {
    super(bytes);
    this.#left = limit;
    this.#exceeded = exceeded;
  }

  override tag(): number {
    this.#count(1);
    return super.tag();
  }

  override bools(array?: boolean[]): boolean[] {
    this.#countList(1);
    return super.bools(array);
  }

  override int32s(array?: number[]): number[] {
    this.#countList(1);
    return super.int32s(array);
  }

  override int64s(array?: Parameters<Reader['int64s']>[0]): ReturnType<Reader['int64s']> {
    this.#countList(1);
    return super.int64s(array);
  }

  override floats(array?: number[]): number[] {
    this.#countList(4);
    return super.floats(array);
  }

  override doubles(array?: number[]): number[] {
    this.#countList(8);
    return super.doubles(array);
  }

  /** @param width the fewest bytes of a value */
  #countList(width: number): void {
    const start = this.pos;
    this.#count(this.size() / width);
    this.pos = start;
  }

  #count(values: number): void {
    this.#left -= values;
    if (this.#left < 0) throw this.#exceeded();
  }
}
