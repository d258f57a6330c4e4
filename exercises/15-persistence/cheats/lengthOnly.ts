import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
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
    if (end < bytes.length) {
      await file.truncate(end);
      await file.sync();
    }
    const snapshot = await readFile(join(directory, 'snapshot')).catch(undefinedIfMissing);
    return new FileJournal(directory, file, { events, snapshot, droppedBytes: bytes.length - end });
  }

  /** Adds an event. It is safe when the promise resolves, whatever happens then. */
  async append(event: Uint8Array): Promise<void> {
    const entry = Buffer.alloc(lengthBytes + event.length + crcBytes);
    entry.writeUInt32BE(event.length);
    entry.set(event, lengthBytes);
    const crcAt = lengthBytes + event.length;
    entry.writeUInt32BE(crc32(entry.subarray(0, crcAt)), crcAt);
    await this.#events.appendFile(entry);
    await this.#events.sync();
  }

  /** Replaces the snapshot: at any moment, whatever happens, there is the old one or the new one. Safe like an event. */
  async save(snapshot: Uint8Array): Promise<void> {
    const path = join(this.#directory, 'snapshot');
    const beside = await open(`${path}.writing`, 'w');
    try {
      await beside.writeFile(snapshot);
      await beside.sync();
    } finally {
      await beside.close();
    }
    await rename(`${path}.writing`, path);
    await syncDirectory(this.#directory);
  }

  close(): Promise<void> {
    return this.#events.close();
  }
}

/** The entries up to the first one that is torn or changed, and where they end. */
function wholeEntries(bytes: Buffer): { events: Buffer[]; end: number } {
  const events: Buffer[] = [];
  let end = 0;
  while (end + lengthBytes <= bytes.length) {
    const eventAt = end + lengthBytes;
    const crcAt = eventAt + bytes.readUInt32BE(end);
    if (crcAt + crcBytes > bytes.length) break;
    events.push(bytes.subarray(eventAt, crcAt));
    end = crcAt + crcBytes;
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
