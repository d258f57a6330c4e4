import type { Files } from './files.ts';
import { encodeSnapshot } from './producerSnapshot.ts';
import type { ProducerEntry } from './producerStates.ts';
import { offsetsOf, snapshotPath } from './segmentPaths.ts';

/** Writes down the producers before `offset`, and removes what was written before, except the last one. */
export function writeSnapshot(
  files: Files,
  dir: string,
  offset: bigint,
  producers: ReadonlyMap<bigint, ProducerEntry>,
): void {
  files.replace(snapshotPath(dir, offset), encodeSnapshot(producers));
  for (const old of offsetsOf(files.list(dir), 'snapshot').slice(0, -2)) files.remove(snapshotPath(dir, old));
}
