import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite, type Logger } from '@kafka-tutorial/util';
import { ActorError } from '../errors.ts';
import {
  type ActorJournal,
  type JournaledEvent,
  keptEvents,
  type RecoveredState,
} from './actorPersistence.ts';
import { seal, unseal } from './sealedRecord.ts';
import { ifMissing, makeTermDirectory, termDirectory, termsIn } from './termDirectory.ts';

export interface FileJournalOptions {
  /** Of the actor. */
  readonly directory: string;
  readonly owner: string;
  readonly term: number;
  readonly logger: Logger;
}

const longestFile = 256 * 2 ** 20;

/** An actor's state in the folder of its owner's term. Each event is a file, and so is the snapshot. */
export class FileJournal implements ActorJournal {
  readonly recovered: RecoveredState;
  readonly #options: FileJournalOptions;
  readonly #sequences: number[];

  private constructor(options: FileJournalOptions, recovered: RecoveredState) {
    this.#options = options;
    this.recovered = recovered;
    this.#sequences = recovered.events.map(({ sequence }) => sequence);
  }

  static async open(options: FileJournalOptions): Promise<FileJournal> {
    const { directory, owner, term } = options;
    await mkdir(directory, { recursive: true });
    const terms = await termsIn(directory);
    const latest = terms.at(-1);
    if (latest !== undefined && latest > term) throw fenced(options, latest);
    const recovered: RecoveredState =
      latest === undefined
        ? { events: [], snapshot: undefined, damaged: false }
        : await read(termDirectory(directory, latest), options);
    if (latest !== term) {
      await makeTermDirectory(directory, term, async (own) => {
        for (const { sequence, bytes } of recovered.events) {
          await atomicWrite(join(own, `${sequence}.event`), seal(owner, bytes));
        }
        if (recovered.snapshot) await atomicWrite(join(own, 'snapshot'), seal(owner, recovered.snapshot));
      });
      for (const earlier of terms) {
        await rm(termDirectory(directory, earlier), { recursive: true, force: true });
      }
    }
    return new FileJournal(options, recovered);
  }

  async append(event: Uint8Array): Promise<void> {
    const sequence = (this.#sequences.at(-1) ?? 0) + 1;
    await this.#write(`${sequence}.event`, event);
    this.#sequences.push(sequence);
    while (this.#sequences.length > keptEvents) {
      await rm(join(this.#own, `${this.#sequences.shift()}.event`), { force: true });
    }
  }

  save(snapshot: Uint8Array): Promise<void> {
    return this.#write('snapshot', snapshot);
  }

  get #own(): string {
    return termDirectory(this.#options.directory, this.#options.term);
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const { directory, owner, term } = this.#options;
    const latest = (await termsIn(directory)).at(-1);
    if (latest !== undefined && latest > term) throw fenced(this.#options, latest);
    try {
      await atomicWrite(join(this.#own, name), seal(owner, bytes));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ActorError('ACTOR_STATE_UNUSABLE', `state of ${owner}: ${reason}`, { cause });
    }
  }
}

function fenced({ owner, term }: FileJournalOptions, latest: number): ActorError {
  return new ActorError('ACTOR_FENCED', `term ${term} of ${owner} is over: term ${latest} has begun`);
}

/** Reads what is there. What cannot be read is set aside and costs itself only. */
async function read(folder: string, options: FileJournalOptions): Promise<RecoveredState> {
  const names = await readdir(folder);
  const events: JournaledEvent[] = [];
  let snapshot: Uint8Array | undefined;
  let damaged = false;
  for (const name of names) {
    const sequence = /^([1-9]\d{0,14})\.event$/.exec(name)?.[1];
    // What was being written when its writer died has another name, and is written again.
    if (sequence === undefined && name !== 'snapshot') continue;
    const bytes = await readSealed(join(folder, name), options);
    if (!bytes) damaged = true;
    else if (sequence === undefined) snapshot = bytes;
    else events.push({ sequence: Number(sequence), bytes });
  }
  events.sort((a, b) => a.sequence - b.sequence);
  return { events: events.slice(-keptEvents), snapshot, damaged };
}

async function readSealed(path: string, options: FileJournalOptions): Promise<Uint8Array | undefined> {
  const { owner, directory, logger } = options;
  try {
    const { size } = await stat(path);
    if (size > longestFile) throw new ActorError('ACTOR_STATE_DAMAGED', `it has ${size} bytes`);
    return unseal(owner, await readFile(path));
  } catch (error) {
    if (!(error instanceof ActorError)) throw error;
    const aside = join(directory, 'set-aside');
    await mkdir(aside, { recursive: true });
    const place = join(aside, `${Date.now()}-${(await readdir(aside)).length}`);
    await rename(path, place).catch(ifMissing(undefined));
    logger.warn(`${path} cannot be read: ${error.message}. It was set aside as ${place}; its actor goes on.`);
    return undefined;
  }
}
