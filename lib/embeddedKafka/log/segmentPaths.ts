import { join } from 'node:path';

/** Where the files of a segment are. All carry its base offset with 20 digits, so that they sort. */
export interface SegmentPaths {
  baseOffset: bigint;
  log: string;
  index: string;
  timeIndex: string;
  transactionIndex: string;
}

export function segmentPaths(dir: string, baseOffset: bigint): SegmentPaths {
  const stem = join(dir, offsetName(baseOffset));
  return {
    baseOffset,
    log: `${stem}.log`,
    index: `${stem}.index`,
    timeIndex: `${stem}.timeindex`,
    transactionIndex: `${stem}.txnindex`,
  };
}

/** The state of all producers before `offset`. */
export function snapshotPath(dir: string, offset: bigint): string {
  return join(dir, `${offsetName(offset)}.snapshot`);
}

/** Offsets of the files in `names` with this extension, ascending. */
export function offsetsOf(names: readonly string[], extension: 'log' | 'snapshot'): bigint[] {
  return names
    .map((name) => /^(\d{20})\.(\w+)$/.exec(name))
    .filter((match) => match?.[2] === extension)
    .map((match) => BigInt(match?.[1] as string))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** An offset as it stands in the names of files. */
export function offsetName(offset: bigint): string {
  return offset.toString().padStart(20, '0');
}
