import { join } from 'node:path';
import type { Files } from './files.ts';

/** Up to where a log is known to be good: it was closed there, and all before is on the disk. */
export interface Checkpoint {
  /** Base offset of the last segment. */
  segment: bigint;
  /** Bytes of that segment. */
  position: number;
  nextOffset: bigint;
}

const version = 1;

export function writeCheckpoint(files: Files, dir: string, checkpoint: Checkpoint): void {
  const content = JSON.stringify({
    version,
    segment: `${checkpoint.segment}`,
    position: checkpoint.position,
    nextOffset: `${checkpoint.nextOffset}`,
  });
  files.replace(join(dir, 'checkpoint.json'), Buffer.from(content));
}

/** Undefined when there is none that makes sense: then the whole last segment has to be looked at. */
export function readCheckpoint(files: Files, dir: string): Checkpoint | undefined {
  const content = files.readWhole(join(dir, 'checkpoint.json'));
  if (content === undefined) return undefined;
  try {
    const { version: found, segment, position, nextOffset } = JSON.parse(content.toString());
    if (found !== version || !Number.isSafeInteger(position) || position < 0) return undefined;
    return { segment: BigInt(segment), position, nextOffset: BigInt(nextOffset) };
  } catch {
    return undefined;
  }
}
