import { KStreamsError } from '../../errors.ts';

const none = -1;

/** Bytes with their length (i32) before them; −1 stands for null. */
export function lengthPrefixed(bytes: Buffer | null): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeInt32BE(bytes?.length ?? none, 0);
  return bytes === null ? length : Buffer.concat([length, bytes]);
}

/** Reads what was written piece by piece. Its methods throw DESERIALIZATION_FAILED where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  #position = 0;

  /** @param what is read, for errors */
  constructor(bytes: Buffer, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  int32(): number {
    return this.bytes(4).readInt32BE(0);
  }

  int64(): number {
    return Number(this.bytes(8).readBigInt64BE(0));
  }

  lengthPrefixed(): Buffer | null {
    const length = this.int32();
    return length === none ? null : this.bytes(length);
  }

  bytes(length: number): Buffer {
    const end = this.#position + length;
    if (length < 0 || end > this.#bytes.length) {
      throw new KStreamsError(
        'DESERIALIZATION_FAILED',
        `Expected ${this.#what}, got ${this.#bytes.length} bytes that end too early.`,
      );
    }
    const bytes = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return bytes;
  }
}
