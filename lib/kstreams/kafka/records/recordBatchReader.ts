import { gunzipSync } from 'node:zlib';
import type { RawRecord } from '../../runtime/records.ts';
import type { TopicPartition } from '../taskPlan.ts';
import { batchHeaderBytes, batchPrefixBytes, currentMagic } from './recordBatch.ts';
import { corrupt, RecordReader } from './recordReader.ts';

/** Most bytes that a compressed batch may unpack to. */
const maxUnpackedBytes = 128 * 1024 * 1024;
const gzip = 1;

/** A record batch as it was fetched. The checksum is left to the transport, as in Java with `check.crcs=false`. */
export class RecordBatchReader {
  readonly #bytes: Buffer;
  /** Bytes of the whole batch. */
  readonly size: number;

  /** @param bytes begin with the batch and may go on after it; its header must be there */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.size = bytes.readInt32BE(8) + batchPrefixBytes;
  }

  /** Offsets are whole numbers up to 2^53. */
  get baseOffset(): number {
    return Number(this.#bytes.readBigInt64BE(0));
  }

  get lastOffset(): number {
    return this.baseOffset + this.#bytes.readInt32BE(23);
  }

  /** False for formats before magic 2, of which nothing else can be asked, and for compressions other than gzip. */
  get isReadable(): boolean {
    return this.#bytes.readInt8(16) === currentMagic && this.#compression <= gzip;
  }

  get isTransactional(): boolean {
    return (this.#attributes & 0x10) !== 0;
  }

  /** It holds no records but the marker that ends a transaction. */
  get isControl(): boolean {
    return (this.#attributes & 0x20) !== 0;
  }

  get producerId(): bigint {
    return this.#bytes.readBigInt64BE(43);
  }

  /** @throws KStreamsError ANSWER_CORRUPT */
  records({ topic, partition }: TopicPartition): RawRecord[] {
    const bytes = this.#bytes;
    const body = bytes.subarray(batchHeaderBytes, this.size);
    const unpacked = this.#compression === gzip ? gunzip(body) : body;
    const reader = new RecordReader(unpacked, 0, unpacked.length);
    const isAppendTime = (this.#attributes & 0x08) !== 0;
    const origin = {
      ...{ topic, partition, baseOffset: this.baseOffset },
      baseTimestamp: Number(bytes.readBigInt64BE(27)),
      appendTime: isAppendTime ? Number(bytes.readBigInt64BE(35)) : undefined,
    };
    const records: RawRecord[] = [];
    // A count that is not true ends where the bytes do.
    for (let left = bytes.readInt32BE(57); left > 0; left--) records.push(reader.next(origin));
    return records;
  }

  get #attributes(): number {
    return this.#bytes.readInt16BE(21);
  }

  get #compression(): number {
    return this.#attributes & 0x07;
  }
}

/**
 * The batches that are wholly there, in order; the last one of a fetched partition may be cut off.
 * @returns undefined when one of them is not readable here
 * @throws KStreamsError ANSWER_CORRUPT
 */
export function readBatches(bytes: Buffer): RecordBatchReader[] | undefined {
  const batches: RecordBatchReader[] = [];
  for (let at = 0; at + batchHeaderBytes <= bytes.length; ) {
    const batch = new RecordBatchReader(bytes.subarray(at));
    if (!batch.isReadable) return undefined;
    if (batch.size < batchHeaderBytes) throw corrupt(`a batch says it has ${batch.size} bytes`);
    if (at + batch.size > bytes.length) break;
    batches.push(batch);
    at += batch.size;
  }
  return batches;
}

function gunzip(body: Buffer): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw corrupt(`a batch cannot be unpacked: ${(cause as Error).message}`);
  }
}
