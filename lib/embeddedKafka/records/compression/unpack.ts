import * as zlib from 'node:zlib';
import { KafkaWireError } from '../../protocol/errors.ts';
import type { Compression } from '../recordBatch.ts';
import { unpackLz4 } from './lz4.ts';
import { unpackSnappy } from './snappy.ts';
import { corrupt } from './unpackErrors.ts';

/** Most bytes that a compressed batch may unpack to; more is refused, whatever its header says. */
const maxBytes = 128 * 1024 * 1024;

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;
/** Node has it from 22.15 on. */
const { zstdDecompressSync } = zlib as { zstdDecompressSync?: Unpack };

/**
 * The records of a batch as they were before the producer compressed them.
 * @throws KafkaWireError CORRUPT_MESSAGE; UNSUPPORTED_COMPRESSION_TYPE for zstd where Node does not have it
 */
export function unpack(body: Buffer, compression: Compression | undefined): Buffer {
  switch (compression) {
    case 'none':
      return body;
    case 'gzip':
      return withNode('gzip', zlib.gunzipSync, body);
    case 'lz4':
      return unpackLz4(body, maxBytes);
    case 'snappy':
      return unpackSnappy(body, maxBytes);
    case 'zstd':
      if (zstdDecompressSync) return withNode('zstd', zstdDecompressSync, body);
  }
  throw new KafkaWireError(
    'UNSUPPORTED_COMPRESSION_TYPE',
    `the broker cannot unpack ${compression ?? 'an unknown compression'} here`,
  );
}

function withNode(codec: string, unpackSync: Unpack, body: Buffer): Buffer {
  try {
    return unpackSync(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    throw corrupt(codec, (cause as Error).message);
  }
}
