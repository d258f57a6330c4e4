import { KStreamsError } from '../../errors.ts';
import { type Header, Headers } from '../../processor/headers.ts';
import type { RawRecord } from '../../runtime/records.ts';

/** What the records of a batch have in common. */
export interface RecordOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly baseOffset: number;
  readonly baseTimestamp: number;
  /** The broker's time, for all of them, where the topic says so. */
  readonly appendTime: number | undefined;
}

/** Reads records one after the other. Keys and values are views of the bytes. */
export class RecordReader {
  readonly #bytes: Buffer;
  #at: number;
  readonly #end: number;

  constructor(bytes: Buffer, start: number, end: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  /** @throws KStreamsError ANSWER_CORRUPT */
  next({ topic, partition, baseOffset, baseTimestamp, appendTime }: RecordOrigin): RawRecord {
    const length = this.#varint();
    const end = this.#at + length;
    if (length < 0 || end > this.#end) throw corrupt(`a record of ${length} bytes does not fit`);
    // Its attributes say nothing.
    this.#at++;
    const timestampDelta = this.#varlong();
    const offset = baseOffset + this.#varint();
    const key = this.#prefixed();
    const value = this.#prefixed();
    const headers = this.#headers();
    if (this.#at !== end) throw corrupt('a record is not as long as it says');
    return {
      ...{ topic, partition, offset, key, value, headers },
      timestamp: appendTime ?? baseTimestamp + timestampDelta,
    };
  }

  #headers(): Headers {
    const count = this.#varint();
    if (count === 0) return Headers.none;
    const headers: Header[] = [];
    // A count that is not true ends where the bytes do.
    for (let i = 0; i < count; i++) {
      const name = this.#prefixed()?.toString() ?? '';
      headers.push({ name, value: this.#prefixed() });
    }
    return Headers.of(headers);
  }

  /** Null for the length −1. */
  #prefixed(): Buffer | null {
    const length = this.#varint();
    if (length === -1) return null;
    const start = this.#at;
    if (length < 0 || start + length > this.#end) throw corrupt(`${length} bytes do not fit into a record`);
    this.#at = start + length;
    return this.#bytes.subarray(start, this.#at);
  }

  #varint(): number {
    const first = this.#byte();
    if (first < 0x80) return (first >>> 1) ^ -(first & 1);
    let value = first & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
    throw corrupt('a number of 32 bits has more than 5 bytes');
  }

  /** A number of 64 bits; beyond 2^53 it loses digits. */
  #varlong(): number {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte();
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (low >>> 1) ^ -(low & 1);
    }
    let value = BigInt(low);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n)));
    }
    throw corrupt('a number of 64 bits has more than 10 bytes');
  }

  #byte(): number {
    if (this.#at >= this.#end) throw corrupt('a record ends in the middle');
    return this.#bytes[this.#at++] as number;
  }
}

export function corrupt(what: string): KStreamsError {
  return new KStreamsError('ANSWER_CORRUPT', `Expected records as Kafka writes them, but ${what}.`);
}
