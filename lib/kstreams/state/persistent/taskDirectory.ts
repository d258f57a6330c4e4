import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkName } from '../../topology/names.ts';
import type { Checkpoint } from './checkpointFile.ts';
import { readCheckpoints, writeCheckpoints } from './checkpointFile.ts';
import { DirectoryLock } from './directoryLock.ts';
import { storePath } from './storePath.ts';

/** What a task's directory is opened with. */
export interface TaskDirectoryOptions {
  /** Where all applications keep their state. */
  readonly stateDir: string;
  readonly applicationId: string;
  /** `0_1`; for global stores `global`. */
  readonly task: string;
  /** The changelog of each store that has one. */
  readonly changelogs: ReadonlyMap<string, string>;
  /** Whether the changelog can bring a store from a checkpoint to its end: what is behind it is still there. Default: yes. */
  readonly isUsable?: (checkpoint: Checkpoint) => boolean;
}

/** Its name in the directory of a task. */
export const checkpointFile = '.checkpoint';

/**
 * Where a task keeps its persistent stores, `<stateDir>/<application.id>/<task>`: a directory for each store, named like
 * it, and the checkpoint file. Open in one process at a time.
 *
 * A store whose changelog has no checkpoint is removed on opening, to be restored from the beginning. Java keeps it and
 * restores over it; but a key whose deletion is no longer in the changelog would then stay. A store without a changelog
 * is kept: there is no other copy.
 */
export class TaskDirectory {
  readonly path: string;
  readonly #lock: DirectoryLock;

  /** @throws KStreamsError STATE_DIRECTORY_LOCKED, STATE_CHECKPOINT_INVALID, TOPOLOGY_NAME_INVALID */
  constructor({ stateDir, applicationId, task, changelogs, isUsable = always }: TaskDirectoryOptions) {
    this.path = join(stateDir, checkName(applicationId), checkName(task));
    mkdirSync(this.path, { recursive: true });
    this.#lock = DirectoryLock.take(this.path);
    try {
      if (changelogs.size > 0) this.#wipeUnknown(changelogs, isUsable);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
  }

  /** As far as the stores were flushed when they were last written; empty when nothing is known. */
  checkpoints(): Checkpoint[] {
    return readCheckpoints(this.#checkpointPath());
  }

  /** Flush the stores before: the file promises that they have everything up to these offsets. */
  writeCheckpoints(checkpoints: readonly Checkpoint[]): void {
    writeCheckpoints(this.#checkpointPath(), checkpoints);
  }

  /**
   * Forgets the checkpoints. Under exactly-once this is done when the stores are open: should the process then end
   * without writing them again, the stores hold changes that were never committed, and are removed on opening.
   */
  discardCheckpoints(): void {
    this.writeCheckpoints([]);
  }

  /** Removes a store, which must be closed. */
  wipe(store: string): void {
    rmSync(storePath(this.path, store), { recursive: true, force: true });
  }

  /** Removes all stores, which must be closed, and the checkpoints. */
  wipeAll(): void {
    this.discardCheckpoints();
    for (const entry of readdirSync(this.path, { withFileTypes: true })) {
      if (entry.isDirectory()) rmSync(join(this.path, entry.name), { recursive: true, force: true });
    }
  }

  /** Lets others in; the stores must be closed. */
  close(): void {
    this.#lock.release();
  }

  #wipeUnknown(changelogs: ReadonlyMap<string, string>, isUsable: (checkpoint: Checkpoint) => boolean): void {
    const checkpoints = this.checkpoints();
    const usable = checkpoints.filter(isUsable);
    if (usable.length < checkpoints.length) this.writeCheckpoints(usable);
    const known = new Set(usable.map(({ topic }) => topic));
    for (const [store, changelog] of changelogs) {
      if (!known.has(changelog)) this.wipe(store);
    }
  }

  #checkpointPath(): string {
    return join(this.path, checkpointFile);
  }
}

const always = () => true;
