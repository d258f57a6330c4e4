import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@kafka-tutorial/util';
import { ActorError } from '../errors.ts';
import type { ActorJournal, ActorPersistence } from './actorPersistence.ts';
import { FileJournal } from './fileJournal.ts';
import { termsIn } from './termDirectory.ts';

export interface FilePersistenceOptions {
  /** Made when it is missing. Nodes that share it can wake up each other's actors. */
  readonly directory: string;
  /** Whose state it is, such as a cluster and a group: state of somebody else is set aside. At most 150 bytes. */
  readonly scope: string;
  readonly logger: Logger;
}

const actorName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Keeps state in files, flushed to the disk:
 *
 *     <directory>/<actor>/<term>/1.event, 2.event, … snapshot
 *     <directory>/<actor>/set-aside/…
 *
 * Each owner has a folder of its own, named by its term, into which it first copies what the owner before has left.
 * An owner that was overtaken writes into a folder that nobody reads, or that is gone: that is the fence.
 *
 * @throws ActorError ACTOR_STATE_UNUSABLE
 */
export async function filePersistence(options: FilePersistenceOptions): Promise<ActorPersistence> {
  const { directory, scope, logger } = options;
  const usable = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof ActorError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ActorError('ACTOR_STATE_UNUSABLE', `state below ${directory}: ${reason}`, {
        hint: 'Give the program a directory that it may write, by TUTORIAL_DIR, with space left on it.',
        cause,
      });
    }
  };
  const actors = async () => {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && actorName.test(entry.name))
      .map(({ name }) => name);
  };
  const latestTerm = async () => {
    const terms = await Promise.all((await actors()).map((actor) => termsIn(join(directory, actor))));
    return Math.max(0, ...terms.flat());
  };
  const open = (actor: string, term: number): Promise<ActorJournal> => {
    if (!actorName.test(actor)) throw new RangeError(`"${actor}" cannot name an actor`);
    return FileJournal.open({ directory: join(directory, actor), owner: `${scope}/${actor}`, term, logger });
  };
  await usable(mkdir(directory, { recursive: true }));
  return {
    open: (actor, term) => usable(open(actor, term)),
    actors: () => usable(actors()),
    latestTerm: () => usable(latestTerm()),
    close: async () => {},
  };
}
