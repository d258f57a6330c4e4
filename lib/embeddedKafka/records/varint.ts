import { KafkaWireError } from '../protocol/errors.ts';

/**
 * Reads what a record is made of: zigzag varints (as in Protocol Buffers), bytes and single bytes.
 * Every step checks that it stays inside; what does not fit is CORRUPT_MESSAGE.
 */
export class VarintReader {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  /** A signed 32-bit number of at most 5 bytes. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
    throw new KafkaWireError('CORRUPT_MESSAGE', 'a varint has more than 5 bytes');
  }

  /** A signed 64-bit number of at most 10 bytes. */
  varlong(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new KafkaWireError('CORRUPT_MESSAGE', 'a varlong has more than 10 bytes');
  }

  byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw new KafkaWireError('CORRUPT_MESSAGE', 'a record ends in the middle');
    this.#position++;
    return byte;
  }

  /** A view of the next `length` bytes. */
  take(length: number): Buffer {
    if (length < 0 || length > this.remaining) {
      throw new KafkaWireError(
        'CORRUPT_MESSAGE',
        `a record has ${this.remaining} bytes left, needs ${length}`,
      );
    }
    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }
}

/** The zigzag varint of a signed number; the same bytes for 32 and for 64 bits. */
export function encodeVarint(value: bigint | number): Buffer {
  const signed = BigInt(value);
  let rest = BigInt.asUintN(64, (signed << 1n) ^ (signed >> 63n));
  const bytes: number[] = [];
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
