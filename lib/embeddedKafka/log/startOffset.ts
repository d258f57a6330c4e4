import { join } from 'node:path';
import type { Files } from './files.ts';

/** `log-start-offset`: the first offset that may be read, as decimal text, when records were deleted in the middle of a segment. */
export function readStartOffset(files: Files, dir: string): bigint {
  const text = files.readWhole(path(dir))?.toString() ?? '';
  return /^\d{1,19}$/.test(text) ? BigInt(text) : 0n;
}

export function writeStartOffset(files: Files, dir: string, offset: bigint): void {
  files.replace(path(dir), Buffer.from(`${offset}`));
}

function path(dir: string): string {
  return join(dir, 'log-start-offset');
}
