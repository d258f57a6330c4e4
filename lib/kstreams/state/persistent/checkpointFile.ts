import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { KStreamsError } from '../../errors.ts';

/** How far a store has come in a partition of its changelog. */
export interface Checkpoint {
  readonly topic: string;
  readonly partition: number;
  /** Of the last record that is in the store; restoring goes on behind it. */
  readonly offset: number;
}

const version = '0';

/** Reads Java's checkpoint file: its version, how many lines follow, and a line for each partition. None: no file. */
export function readCheckpoints(path: string): Checkpoint[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const [first, count, ...lines] = text.trimEnd().split('\n');
  if (first !== version) refuse(path, `its version is "${first}", expected ${version}`);
  if (count !== String(lines.length)) refuse(path, `it has ${lines.length} lines, and says "${count}"`);
  // Java writes a negative offset where it does not know one.
  return lines.map((line) => checkpointOf(path, line)).filter(({ offset }) => offset >= 0);
}

/** Replaces the file at once: after a crash it is the old one or the new one. */
export function writeCheckpoints(path: string, checkpoints: readonly Checkpoint[]): void {
  if (checkpoints.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  const lines = checkpoints.map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}`);
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, `${[version, lines.length, ...lines].join('\n')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

function checkpointOf(path: string, line: string): Checkpoint {
  const match = /^([\w.-]+) (\d+) (-?\d+)$/.exec(line);
  if (match === null) refuse(path, `expected a topic, a partition and an offset, got "${line}"`);
  return { topic: match[1] as string, partition: Number(match[2]), offset: Number(match[3]) };
}

function refuse(path: string, reason: string): never {
  throw new KStreamsError('STATE_CHECKPOINT_INVALID', `The checkpoint file ${path} is damaged: ${reason}.`, {
    hint: 'Delete the directory it is in: stores with a changelog are then restored from it.',
  });
}
