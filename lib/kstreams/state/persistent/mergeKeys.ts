import type { KeyValue } from '../keyValueStore.ts';

/** A key, and the value that is on the disk unless a newer one waits in memory. */
export interface MergedKey {
  readonly key: Buffer;
  /** Undefined: look the key up. */
  readonly value: Buffer | undefined;
}

/** The keys of both sequences as one, in their order, each once. */
export function* mergeKeys(
  pending: Iterator<Buffer, undefined>,
  stored: Iterator<KeyValue<Buffer, Buffer>, undefined>,
  reverse: boolean,
): Generator<MergedKey, undefined> {
  let left = pending.next();
  let right = stored.next();
  while (!left.done || !right.done) {
    const order = left.done ? 1 : right.done ? -1 : compare(left.value, right.value.key, reverse);
    yield order > 0 ? (right.value as MergedKey) : { key: left.value as Buffer, value: undefined };
    if (order <= 0) left = pending.next();
    if (order >= 0) right = stored.next();
  }
}

function compare(a: Buffer, b: Buffer, reverse: boolean): number {
  return reverse ? Buffer.compare(b, a) : Buffer.compare(a, b);
}
