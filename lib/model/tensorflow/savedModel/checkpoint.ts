import { ModelError } from '../../errors.ts';
import { tensorflow } from '../generated/graphDef.js';
import type { TensorProto } from '../graphDef.ts';
import { maskedCrc32c } from './crc32c.ts';
import type { SavedModelFiles } from './savedModelFiles.ts';
import { readSortedTable } from './sortedTable.ts';

type Entry = tensorflow.BundleEntryProto.$Properties;

/** The values of variables, by key. */
export interface Checkpoint {
  /**
   * The value that stands at a key, as a constant.
   *
   * @throws ModelError MODEL_CORRUPT, MODEL_UNSUPPORTED
   */
  read(key: string): TensorProto;
}

/**
 * Reads a checkpoint of TensorFlow's second format ("tensor bundle"): an index, which is a LevelDB table of entries,
 * and files with the bytes of the tensors one after the other.
 *
 * @throws ModelError MODEL_CORRUPT, MODEL_UNSUPPORTED
 */
export function readCheckpoint({ index, shard }: SavedModelFiles): Checkpoint {
  const entries = readIndex(index);
  const header = decode('', entries.get('') ?? new Uint8Array(), tensorflow.BundleHeaderProto);
  if (header.endianness) throw unsupported('is written in big-endian order');
  const shards = header.num_shards ?? 1;
  return {
    read: (key) => {
      const bytes = entries.get(key);
      if (!bytes) throw corrupt(`it has no ${describe(key)}`);
      const entry = decode(key, bytes, tensorflow.BundleEntryProto);
      if (entry.slices?.length) throw unsupported(`has ${describe(key)} in parts`);
      const content = contentOf(key, entry, shard(entry.shard_id ?? 0, shards));
      return { dtype: entry.dtype ?? null, tensor_shape: entry.shape ?? null, tensor_content: content };
    },
  };
}

function readIndex(index: Uint8Array | undefined): Map<string, Uint8Array> {
  if (!index) throw corrupt('there is no variables/variables.index');
  try {
    return readSortedTable(index);
  } catch (cause) {
    throw corrupt(`its index is damaged: ${(cause as Error).message}`, cause);
  }
}

function decode<T>(key: string, bytes: Uint8Array, type: { decode(bytes: Uint8Array): T }): T {
  try {
    return type.decode(bytes);
  } catch (cause) {
    throw corrupt(`the entry of ${describe(key)} cannot be read`, cause);
  }
}

function contentOf(key: string, { offset, size, crc32c }: Entry, shard: Uint8Array | undefined): Uint8Array {
  const from = Number(offset ?? 0);
  const length = Number(size ?? 0);
  if (!shard || !(from >= 0) || !(length >= 0) || from + length > shard.length) {
    throw corrupt(`the values of ${describe(key)} are not there`);
  }
  const content = shard.subarray(from, from + length);
  if (maskedCrc32c(content) !== (crc32c ?? 0)) throw corrupt(`the checksum of ${describe(key)} does not fit`);
  return content;
}

function describe(key: string): string {
  return JSON.stringify(key.slice(0, 200));
}

function corrupt(what: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_CORRUPT', `The checkpoint of the SavedModel cannot be read: ${what}.`, {
    cause,
  });
}

function unsupported(what: string): ModelError {
  return new ModelError('MODEL_UNSUPPORTED', `The checkpoint of the SavedModel ${what}.`);
}
