import { Reader } from 'protobufjs/minimal.js';
import { maskedCrc32c } from './crc32c.ts';

/** Two offsets and sizes, padded, and a magic number (LevelDB, table_format.md). */
const footerBytes = 48;
const magic = Buffer.from('57fb808b247547db', 'hex');
/** Behind each block: how it is compressed, and the checksum of both. */
const trailerBytes = 5;
/** A few bytes can repeat a long key. */
const maxKeyBytes = 1_000;
const maxEntries = 100_000;

/**
 * All entries of a LevelDB table, by key as text. The format: blocks of sorted entries, each key cut by what it shares
 * with the one before; a block that says where the others are; a footer that says where that one is.
 *
 * @throws Error when the table is damaged
 */
export function readSortedTable(bytes: Uint8Array): Map<string, Uint8Array> {
  const footer = bytes.subarray(-footerBytes);
  if (footer.length < footerBytes || !magic.equals(footer.subarray(-magic.length))) {
    throw new Error('it does not end as a table does');
  }
  const reader = new Reader(footer);
  readHandle(reader);
  const entries = new Map<string, Uint8Array>();
  for (const [, handle] of blockEntries(readBlock(bytes, readHandle(reader)))) {
    for (const [key, value] of blockEntries(readBlock(bytes, readHandle(new Reader(handle))))) {
      entries.set(key, value);
      if (entries.size > maxEntries) throw new Error(`it has more than ${maxEntries} entries`);
    }
  }
  return entries;
}

interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

function readHandle(reader: Reader): BlockHandle {
  return { offset: Number(reader.uint64()), size: Number(reader.uint64()) };
}

function readBlock(bytes: Uint8Array, { offset, size }: BlockHandle): Uint8Array {
  const end = offset + size + trailerBytes;
  if (!(end <= bytes.length)) throw new Error('a block lies beyond its end');
  const trailer = Buffer.from(bytes.subarray(offset + size, end));
  if (trailer[0] !== 0)
    throw new Error(`a block is compressed in the way ${trailer[0]}; expected 0, not at all`);
  if (trailer.readUInt32LE(1) !== maskedCrc32c(bytes.subarray(offset, offset + size + 1))) {
    throw new Error('the checksum of a block does not fit');
  }
  return bytes.subarray(offset, offset + size);
}

function* blockEntries(block: Uint8Array): Generator<[string, Uint8Array]> {
  const restarts = new DataView(block.buffer, block.byteOffset).getUint32(block.length - 4, true);
  const end = block.length - 4 * (restarts + 1);
  const reader = new Reader(block);
  let key = Buffer.alloc(0);
  while (reader.pos < end) {
    const shared = reader.uint32();
    const own = reader.uint32();
    const length = reader.uint32();
    const from = reader.pos;
    if (shared > key.length || from + own + length > end) throw new Error('an entry goes beyond its block');
    if (shared + own > maxKeyBytes) throw new Error(`a key has more than ${maxKeyBytes} bytes`);
    key = Buffer.concat([key.subarray(0, shared), block.subarray(from, from + own)]);
    reader.pos = from + own + length;
    yield [key.toString(), block.subarray(from + own, reader.pos)];
  }
}
