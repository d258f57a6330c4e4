import { type FileHandle, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** What is known of an actor when it wakes up. */
export interface Recovered {
  /** The oldest first. */
  readonly events: readonly Buffer[];
  readonly snapshot: Buffer | undefined;
  /** What was behind the last whole entry, and was cut off: more than 0 after a crash. */
  readonly droppedBytes: number;
}

// An entry of the file `events`, numbers big-endian:
//
//     u32 length of event   event   u32 CRC-32 of all before
//
const lengthBytes = 4;
const crcBytes = 4;

/**
 * The state of an actor in a directory: the files `events` and `snapshot`. Calls are made one after the other; after an
 * `append` that failed, the journal has to be opened anew.
 */
export class FileJournal {
  readonly recovered: Recovered;
  readonly #directory: string;
  readonly #events: FileHandle;

  private constructor(directory: string, events: FileHandle, recovered: Recovered) {
    this.#directory = directory;
    this.#events = events;
    this.recovered = recovered;
  }

  /** Recovers what is safe, and cuts off what is not. */
  static async open(directory: string): Promise<FileJournal> {
    await mkdir(directory, { recursive: true });
    const file = await open(join(directory, 'events'), 'a+');
    await syncDirectory(directory);
    const bytes = await file.readFile();
    const { events, end } = wholeEntries(bytes);
    // Exercise: if there is something behind the last whole entry, cut it off.
    const snapshot = await readFile(join(directory, 'snapshot')).catch(undefinedIfMissing);
    return new FileJournal(directory, file, { events, snapshot, droppedBytes: bytes.length - end });
  }

  /** Adds an event. It is safe when the promise resolves, whatever happens then. */
  async append(event: Uint8Array): Promise<void> {
    const entry = Buffer.alloc(lengthBytes + event.length);
    entry.writeUInt32BE(event.length);
    entry.set(event, lengthBytes);
    // Exercise: end the entry with its checksum, and resolve when it is on the disk, not before.
    await this.#events.appendFile(entry);
  }

  /** Replaces the snapshot: at any moment, whatever happens, there is the old one or the new one. Safe like an event. */
  async save(snapshot: Uint8Array): Promise<void> {
    // Exercise: a crash in the middle of this leaves half a snapshot. Write beside, flush, rename, flush the directory.
    await writeFile(join(this.#directory, 'snapshot'), snapshot);
  }

  close(): Promise<void> {
    return this.#events.close();
  }
}

/** The entries up to the first one that is torn or changed, and where they end. */
function wholeEntries(bytes: Buffer): { events: Buffer[]; end: number } {
  const events: Buffer[] = [];
  let end = 0;
  // Exercise: this trusts what it reads. End before an entry that is not whole, and before one whose checksum is wrong.
  while (end + lengthBytes <= bytes.length) {
    const eventAt = end + lengthBytes;
    end = eventAt + bytes.readUInt32BE(end);
    events.push(bytes.subarray(eventAt, end));
  }
  return { events, end };
}

/** Flushes the names in a directory to the disk: a new file, a renamed one. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
