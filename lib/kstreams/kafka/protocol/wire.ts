import { KStreamsError } from '../../errors.ts';

/** Kafka's primitive types as bytes, for the few requests that kafkajs cannot make. */
export function int8(value: number): Buffer {
  return Buffer.of(value);
}

export function int16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export function int64(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

export function string(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([int16(bytes.length), bytes]);
}

export function bytes(value: Buffer): Buffer[] {
  return [int32(value.length), value];
}

/** Reads an answer from its beginning; ANSWER_CORRUPT when it is shorter than it says. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#take(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  string(): string {
    const length = this.int16();
    return this.#bytes.toString('utf8', this.#take(length), this.#at);
  }

  /** A view; empty for null. */
  bytes(): Buffer {
    const length = Math.max(0, this.int32());
    return this.#bytes.subarray(this.#take(length), this.#at);
  }

  /** Null is an empty array. */
  array<T>(item: (reader: WireReader) => T): T[] {
    const items: T[] = [];
    // A count that is not true ends where the bytes do.
    for (let left = this.int32(); left > 0; left--) items.push(item(this));
    return items;
  }

  /** Where the next `length` bytes begin. */
  #take(length: number): number {
    const start = this.#at;
    if (length < 0 || start + length > this.#bytes.length) {
      const left = this.#bytes.length - start;
      throw new KStreamsError('ANSWER_CORRUPT', `Expected ${length} more bytes in an answer, got ${left}.`);
    }
    this.#at += length;
    return start;
  }
}
