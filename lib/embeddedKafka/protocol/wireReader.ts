import { EmbeddedKafkaError } from '../errors.ts';

const longestArray = 1_000_000;

/**
 * Reads Kafka's primitive types from a frame. Lengths come from strangers: each is held against the bytes that
 * are left before anything is allocated.
 */
export class WireReader {
  readonly #buffer: Buffer;
  #offset: number;

  constructor(buffer: Buffer, offset = 0) {
    this.#buffer = buffer;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#buffer.length - this.#offset;
  }

  int8(): number {
    return this.#buffer.readInt8(this.#advance(1));
  }

  int16(): number {
    return this.#buffer.readInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#buffer.readInt32BE(this.#advance(4));
  }

  int64(): bigint {
    return this.#buffer.readBigInt64BE(this.#advance(8));
  }

  uuid(): string {
    const hex = this.bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** An unsigned number of at most 32 bits, seven per byte, lowest first. */
  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#buffer[this.#advance(1)] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffff_ffff) break;
        return value;
      }
    }
    throw malformed('a variable-length number has more than 32 bits');
  }

  /** A view of the next bytes, not a copy. */
  bytes(length: number): Buffer {
    const start = this.#advance(length);
    return this.#buffer.subarray(start, start + length);
  }

  utf8(length: number): string {
    const start = this.#advance(length);
    return this.#buffer.toString('utf8', start, start + length);
  }

  /** The length in front of a string, bytes or array; −1 stands for null. */
  length(form: 'short' | 'long' | 'compact'): number {
    if (form === 'compact') return this.unsignedVarint() - 1;
    const length = form === 'short' ? this.int16() : this.int32();
    if (length < -1) throw malformed(`a length of ${length}`);
    return length;
  }

  /** Like `length`, for arrays: every element takes at least a byte. */
  arrayLength(compact: boolean): number {
    const length = this.length(compact ? 'compact' : 'long');
    if (length > this.remaining || length > longestArray) {
      throw malformed(`an array of ${length} elements in ${this.remaining} bytes`);
    }
    return length;
  }

  skipTaggedFields(): void {
    for (let count = this.unsignedVarint(); count > 0; count--) {
      this.unsignedVarint();
      this.#advance(this.unsignedVarint());
    }
  }

  #advance(length: number): number {
    const start = this.#offset;
    if (length > this.#buffer.length - start) {
      throw malformed(`expected ${length} bytes, ${this.#buffer.length - start} are left`);
    }
    this.#offset = start + length;
    return start;
  }
}

/** The error of bytes that do not fit; the codec puts the path of the field in front. */
export function malformed(what: string): EmbeddedKafkaError {
  return new EmbeddedKafkaError('REQUEST_MALFORMED', what);
}
