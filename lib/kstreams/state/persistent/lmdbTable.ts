import { open, type RootDatabase } from 'lmdb';
import { KStreamsError } from '../../errors.ts';
import type { KeyValue } from '../keyValueStore.ts';
import type { BytesRange } from '../sortedBytesMap.ts';

type Entries = Iterator<{ key: Uint8Array; value: Buffer }>;

/** LMDB takes no empty key, so each begins with this byte; nothing begins with the next one. */
const firstByte = 1;
const belowAll = Buffer.of(firstByte);
const aboveAll = Buffer.of(firstByte + 1);
/** LMDB's limit for pages of 4 KiB is 1978. */
const longestKey = 1977;

/** Bytes in an LMDB environment of their own. Every write is a transaction that is on the disk when it returns. */
export class LmdbTable {
  readonly #database: RootDatabase<Buffer, Uint8Array>;
  readonly #reading = new Set<Entries>();

  /** Opens what is in the directory; makes both when there is nothing. */
  constructor(directory: string) {
    this.#database = open(directory, {
      // A directory even when its name looks like that of a file.
      noSubdir: false,
      encoding: 'binary',
      keyEncoding: 'binary',
      // With it a transaction would be on the disk some time after it is done.
      overlappingSync: false,
    });
  }

  /** How many keys there are. */
  get size(): number {
    return (this.#database.getStats() as { entryCount: number }).entryCount;
  }

  get(key: Buffer): Buffer | null {
    return this.#database.getBinary(tableKey(key)) ?? null;
  }

  /** All or, when the process ends meanwhile, nothing; null removes the key. */
  write(entries: Iterable<KeyValue<Buffer, Buffer | null>>): void {
    this.#database.transactionSync(() => {
      for (const { key, value } of entries) {
        if (value === null) this.#database.removeSync(tableKey(key));
        else this.#database.putSync(tableKey(key), value);
      }
    });
  }

  /** The entries of a range as they are now, whatever is written later; read as they are asked for. */
  range(range: BytesRange): Generator<KeyValue<Buffer, Buffer>, undefined> {
    const entries = this.#database.getRange(bounds(range))[Symbol.iterator]() as Entries;
    this.#reading.add(entries);
    return this.#read(entries);
  }

  /** Ends iterations too. */
  close(): void {
    for (const entries of this.#reading) entries.return?.();
    this.#reading.clear();
    // Its promise waits for asynchronous writes, and there are none: closed when this returns.
    void this.#database.close();
  }

  *#read(entries: Entries): Generator<KeyValue<Buffer, Buffer>, undefined> {
    try {
      while (this.#reading.has(entries)) {
        const next = entries.next();
        if (next.done) return;
        const { key, value } = next.value;
        yield { key: Buffer.from(key.buffer, key.byteOffset + 1, key.length - 1), value };
      }
    } finally {
      if (this.#reading.delete(entries)) entries.return?.();
    }
  }
}

/** @throws KStreamsError STORE_KEY_TOO_LONG */
export function checkKey(key: Buffer): void {
  if (key.length <= longestKey) return;
  throw new KStreamsError(
    'STORE_KEY_TOO_LONG',
    `Expected a key of at most ${longestKey} bytes, got ${key.length}.`,
    { hint: 'Keep long keys in a store in memory, or use a digest of them.' },
  );
}

function tableKey(key: Buffer): Buffer {
  checkKey(key);
  const bytes = Buffer.allocUnsafe(key.length + 1);
  bytes[0] = firstByte;
  key.copy(bytes, 1);
  return bytes;
}

function bounds({ from, to, toExclusive, reverse }: BytesRange) {
  const lower = from ? tableKey(from) : belowAll;
  const upper = to ? tableKey(to) : aboveAll;
  return reverse
    ? { start: upper, exclusiveStart: toExclusive === true, end: lower, inclusiveEnd: true, reverse }
    : { start: lower, end: upper, inclusiveEnd: !toExclusive };
}
