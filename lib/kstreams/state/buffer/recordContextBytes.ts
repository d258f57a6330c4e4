import { type Header, Headers } from '../../processor/headers.ts';
import type { RecordContext } from '../../processor/recordContext.ts';
import type { ByteReader } from './byteReader.ts';
import { lengthPrefixed } from './byteReader.ts';

/**
 * Where a record came from, as Java writes it into changelogs of buffers: timestamp i64, offset i64, topic, partition
 * i32, number of headers i32, then the name and value of each; texts and values with their length (i32) before them.
 */
export function recordContextBytes({ timestamp, offset, topic, partition, headers }: RecordContext): Buffer {
  const fixed = Buffer.allocUnsafe(16);
  fixed.writeBigInt64BE(BigInt(timestamp), 0);
  fixed.writeBigInt64BE(BigInt(offset), 8);
  const counts = Buffer.allocUnsafe(8);
  counts.writeInt32BE(partition, 0);
  counts.writeInt32BE(headers.size, 4);
  const named = headers
    .toArray()
    .flatMap(({ name, value }) => [lengthPrefixed(Buffer.from(name)), lengthPrefixed(value)]);
  return Buffer.concat([fixed, lengthPrefixed(Buffer.from(topic ?? '')), counts, ...named]);
}

export function readRecordContext(reader: ByteReader): RecordContext {
  const timestamp = reader.int64();
  const offset = reader.int64();
  const topic = String(reader.lengthPrefixed() ?? '');
  const partition = reader.int32();
  const headers: Header[] = [];
  for (let count = reader.int32(); count > 0; count--) {
    headers.push({ name: String(reader.lengthPrefixed() ?? ''), value: reader.lengthPrefixed() });
  }
  return { timestamp, offset, topic, partition, headers: Headers.of(headers) };
}

/** An estimate of the memory it takes, counted as Java counts it. */
export function recordContextSize({ topic, headers }: RecordContext): number {
  let size = 20 + (topic?.length ?? 0);
  for (const { name, value } of headers) size += name.length + (value?.length ?? 0);
  return size;
}
