import { join } from 'node:path';
import type { Files } from '../log/files.ts';

/** `cleaner-offset`: up to which offset the log has been compacted, as decimal text. */
export function readCleanerOffset(files: Files, dir: string): bigint {
  const text = files.readWhole(path(dir))?.toString() ?? '';
  return /^\d{1,19}$/.test(text) ? BigInt(text) : 0n;
}

export function writeCleanerOffset(files: Files, dir: string, offset: bigint): void {
  files.replace(path(dir), Buffer.from(`${offset}`));
}

function path(dir: string): string {
  return join(dir, 'cleaner-offset');
}
