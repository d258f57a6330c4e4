import { crc32c } from './crc32c.ts';

/*
 * A record batch of magic 2, as it is on the wire and on disk:
 *
 *    0  baseOffset            int64
 *    8  batchLength           int32   bytes that follow
 *   12  partitionLeaderEpoch  int32
 *   16  magic                 int8    2
 *   17  crc                   uint32  CRC-32C of all that follows: the two offsets above can be set without it
 *   21  attributes            int16   bits 0–2 compression, 3 timestamp type, 4 transactional, 5 control, 6 delete horizon
 *   23  lastOffsetDelta       int32
 *   27  baseTimestamp         int64   ms; with bit 6 when compaction may drop what the batch deletes
 *   35  maxTimestamp          int64   ms
 *   43  producerId            int64   −1 without idempotence
 *   51  producerEpoch         int16
 *   53  baseSequence          int32
 *   57  count                 int32   records
 *   61  records, compressed as a whole
 */
export const batchHeaderBytes = 61;
/** Bytes before those that batchLength counts. */
export const batchPrefixBytes = 12;
const crcStart = 21;
const logAppendTimeBit = 0x08;
export const transactionalBit = 0x10;
export const controlBit = 0x20;
export const deleteHorizonBit = 0x40;

export type Compression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
const compressions: readonly Compression[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/** Bytes of the batch that begins at `start`; as untrusted as the rest until it was checked. */
export function batchSizeAt(bytes: Buffer, start: number): number {
  return bytes.readInt32BE(start + 8) + batchPrefixBytes;
}

/** A record batch inside a buffer, read field by field where it lies. The whole header must be there. */
export class RecordBatch {
  readonly bytes: Buffer;
  /** Where the batch begins in `bytes`. */
  readonly start: number;

  constructor(bytes: Buffer, start = 0) {
    this.bytes = bytes;
    this.start = start;
  }

  get baseOffset(): bigint {
    return this.bytes.readBigInt64BE(this.start);
  }

  get lastOffset(): bigint {
    return this.baseOffset + BigInt(this.lastOffsetDelta);
  }

  /** Bytes of the whole batch, by {@link batchSizeAt}. */
  get size(): number {
    return batchSizeAt(this.bytes, this.start);
  }

  get partitionLeaderEpoch(): number {
    return this.bytes.readInt32BE(this.start + 12);
  }

  get magic(): number {
    return this.bytes.readInt8(this.start + 16);
  }

  get crc(): number {
    return this.bytes.readUInt32BE(this.start + 17);
  }

  /** Undefined when the bits name no compression that Kafka has. */
  get compression(): Compression | undefined {
    return compressions[this.attributes & 0x07];
  }

  /** True when all records have the broker's time, which is the batch's maxTimestamp. */
  get isLogAppendTime(): boolean {
    return (this.attributes & logAppendTimeBit) !== 0;
  }

  get isTransactional(): boolean {
    return (this.attributes & transactionalBit) !== 0;
  }

  get isControl(): boolean {
    return (this.attributes & controlBit) !== 0;
  }

  /** From when on compaction may remove tombstones and markers of this batch, ms; undefined until it has seen them once. */
  get deleteHorizonMs(): bigint | undefined {
    return (this.attributes & deleteHorizonBit) === 0 ? undefined : this.baseTimestamp;
  }

  get lastOffsetDelta(): number {
    return this.bytes.readInt32BE(this.start + 23);
  }

  get baseTimestamp(): bigint {
    return this.bytes.readBigInt64BE(this.start + 27);
  }

  get maxTimestamp(): bigint {
    return this.bytes.readBigInt64BE(this.start + 35);
  }

  get producerId(): bigint {
    return this.bytes.readBigInt64BE(this.start + 43);
  }

  get producerEpoch(): number {
    return this.bytes.readInt16BE(this.start + 51);
  }

  get baseSequence(): number {
    return this.bytes.readInt32BE(this.start + 53);
  }

  get count(): number {
    return this.bytes.readInt32BE(this.start + 57);
  }

  /** The records as they came, still compressed. */
  get body(): Buffer {
    return this.bytes.subarray(this.start + batchHeaderBytes, this.start + this.size);
  }

  get attributes(): number {
    return this.bytes.readInt16BE(this.start + 21);
  }

  computeCrc(): number {
    return crc32c(this.bytes, this.start + crcStart, this.start + this.size);
  }

  /** Gives the batch its place in the log. Both fields are outside the checksum. */
  assign(baseOffset: bigint, partitionLeaderEpoch: number): void {
    this.bytes.writeBigInt64BE(baseOffset, this.start);
    this.bytes.writeInt32BE(partitionLeaderEpoch, this.start + 12);
  }

  /** Gives all records the broker's time, in ms, and the batch a new checksum. */
  setLogAppendTime(timestamp: bigint): void {
    this.bytes.writeInt16BE(this.attributes | logAppendTimeBit, this.start + 21);
    this.bytes.writeBigInt64BE(timestamp, this.start + 35);
    this.bytes.writeUInt32BE(this.computeCrc(), this.start + 17);
  }
}
