import type { Headers } from '../../processor/headers.ts';
import { crc32c } from './crc32c.ts';
import { GrowingBytes, prefixedBytes, varintBytes, varlongBytes } from './growingBytes.ts';
import { batchHeaderBytes, batchPrefixBytes, crcStart, currentMagic } from './recordBatch.ts';

const firstCapacity = 4 * 1024;

/** Who writes; a broker numbers the batches of each by their sequences. */
export interface ProducerIdentity {
  readonly id: bigint;
  readonly epoch: number;
}

/** The least bytes that a record takes in a batch. */
export function recordBytes(key: Buffer | null, value: Buffer | null, headers: Headers): number {
  // Its length, attributes, the two deltas and the count of headers have a byte each at least.
  return 5 + prefixedBytes(key) + prefixedBytes(value) + headersBytes(headers);
}

/** Encodes records as they come into one record batch. */
export class RecordBatchWriter {
  readonly #out = new GrowingBytes(firstCapacity, batchHeaderBytes);
  #count = 0;
  #baseTimestamp = 0;
  #maxTimestamp = 0;

  /** Records so far. */
  get count(): number {
    return this.#count;
  }

  /** Bytes so far, the header included. */
  get size(): number {
    return this.#out.end;
  }

  /** Empties the batch; its memory is used again. */
  clear(): void {
    this.#out.end = batchHeaderBytes;
    this.#count = 0;
  }

  /** @throws RangeError when the timestamp is no whole number; nothing is added then */
  append(timestamp: number, key: Buffer | null, value: Buffer | null, headers: Headers): void {
    if (!Number.isSafeInteger(timestamp)) {
      throw new RangeError(`A record's timestamp must be a whole number, got ${timestamp}.`);
    }
    if (this.#count === 0) {
      this.#baseTimestamp = timestamp;
      this.#maxTimestamp = timestamp;
    } else if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
    const out = this.#out;
    const timestampDelta = timestamp - this.#baseTimestamp;
    const offsetDelta = this.#count++;
    const length =
      1 +
      varlongBytes(timestampDelta) +
      varintBytes(offsetDelta) +
      prefixedBytes(key) +
      prefixedBytes(value) +
      varintBytes(headers.size) +
      headersBytes(headers);
    out.reserve(length + 5);
    out.varint(length);
    out.byte(0);
    out.varlong(timestampDelta);
    out.varint(offsetDelta);
    out.prefixed(key);
    out.prefixed(value);
    out.varint(headers.size);
    if (headers.size === 0) return;
    for (const header of headers) {
      out.prefixed(Buffer.from(header.name));
      out.prefixed(header.value);
    }
  }

  /** The batch as bytes, valid until the next call; it can be finished again with another sequence. */
  finish({ id, epoch }: ProducerIdentity, baseSequence: number): Buffer {
    const bytes = this.#out.bytes.subarray(0, this.#out.end);
    bytes.writeBigInt64BE(0n, 0);
    bytes.writeInt32BE(bytes.length - batchPrefixBytes, 8);
    bytes.writeInt32BE(-1, 12);
    bytes.writeInt8(currentMagic, 16);
    bytes.writeInt16BE(0, crcStart);
    bytes.writeInt32BE(this.#count - 1, 23);
    bytes.writeBigInt64BE(BigInt(this.#baseTimestamp), 27);
    bytes.writeBigInt64BE(BigInt(this.#maxTimestamp), 35);
    bytes.writeBigInt64BE(id, 43);
    bytes.writeInt16BE(epoch, 51);
    bytes.writeInt32BE(baseSequence, 53);
    bytes.writeInt32BE(this.#count, 57);
    bytes.writeUInt32BE(crc32c(bytes, crcStart), 17);
    return bytes;
  }
}

function headersBytes(headers: Headers): number {
  if (headers.size === 0) return 0;
  let size = 0;
  for (const { name, value } of headers) {
    const nameBytes = Buffer.byteLength(name);
    size += varintBytes(nameBytes) + nameBytes + prefixedBytes(value);
  }
  return size;
}
