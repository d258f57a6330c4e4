import { checkSnapshot } from './checkSnapshot.ts';
import type { StoredModel } from './storedModel.ts';

const lengthBytes = 4;

/** A stored model as bytes: the length of the head (32 bits, big-endian), the head as JSON, the descriptor. */
export function encodeStoredModel({ source, begin, descriptor }: StoredModel): Buffer {
  const head = Buffer.from(JSON.stringify({ source, begin }));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, descriptor]);
}

/** Reads what {@link encodeStoredModel} wrote. Throws a TypeError when the bytes are something else. */
export function decodeStoredModel(bytes: Buffer): StoredModel {
  const length = bytes.length < lengthBytes ? 0 : bytes.readUInt32BE();
  if (length === 0 || lengthBytes + length > bytes.length) {
    throw new TypeError(`expected a stored model, got ${bytes.length} bytes with a head of ${length}`);
  }
  const end = lengthBytes + length;
  const head = JSON.parse(bytes.toString('utf8', lengthBytes, end)) as { source?: unknown; begin?: unknown };
  if (typeof head?.source !== 'string') throw new TypeError('expected the source of a stored model');
  return { source: head.source, begin: checkSnapshot(head.begin), descriptor: bytes.subarray(end) };
}
