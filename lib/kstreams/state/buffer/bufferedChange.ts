import type { RecordContext } from '../../processor/recordContext.ts';
import { ByteReader, lengthPrefixed } from './byteReader.ts';
import { readRecordContext, recordContextBytes, recordContextSize } from './recordContextBytes.ts';

/** An update that is held back: values as bytes. */
export interface BufferedChange {
  /** What those downstream know: the old value of the first update that was held back. */
  readonly priorValue: Buffer | null;
  readonly oldValue: Buffer | null;
  readonly newValue: Buffer | null;
  readonly context: RecordContext;
}

/** Stands for an old value that is the prior one. */
const sameAsPrior = -2;

/** How a changelog keeps an update and the time it is ordered by: Java's format of version 3. */
export function bufferedChangeBytes(change: BufferedChange, time: number): Buffer {
  const { priorValue, oldValue, newValue, context } = change;
  const [same, timeBytes] = [Buffer.allocUnsafe(4), Buffer.allocUnsafe(8)];
  same.writeInt32BE(sameAsPrior, 0);
  timeBytes.writeBigInt64BE(BigInt(time), 0);
  const old = oldValue !== null && isSame(priorValue, oldValue) ? same : lengthPrefixed(oldValue);
  const parts = [recordContextBytes(context), lengthPrefixed(priorValue), old, lengthPrefixed(newValue)];
  return Buffer.concat([...parts, timeBytes]);
}

export function readBufferedChange(bytes: Buffer): { time: number; change: BufferedChange } {
  const reader = new ByteReader(bytes, 'an update that a suppression holds back');
  const context = readRecordContext(reader);
  const priorValue = reader.lengthPrefixed();
  const length = reader.int32();
  const oldValue = length === sameAsPrior ? priorValue : length < 0 ? null : reader.bytes(length);
  const newValue = reader.lengthPrefixed();
  return { time: reader.int64(), change: { priorValue, oldValue, newValue, context } };
}

/** An estimate of the memory it takes, counted as Java counts it. */
export function bufferedChangeSize({ priorValue, oldValue, newValue, context }: BufferedChange): number {
  const old = isSame(priorValue, oldValue) ? 0 : (oldValue?.length ?? 0);
  return (priorValue?.length ?? 0) + old + (newValue?.length ?? 0) + recordContextSize(context);
}

function isSame(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
