import { KStreamsError } from '../errors.ts';

/** A value that a serde cannot write. */
export function cannotSerialize(
  topic: string,
  expected: string,
  value: unknown,
  cause?: unknown,
): KStreamsError {
  const message = `Expected ${expected} for topic ${topic}, got ${described(value)}.`;
  return new KStreamsError('SERIALIZATION_FAILED', message, { cause });
}

/** Bytes that a serde cannot read. */
export function cannotDeserialize(
  topic: string,
  expected: string,
  bytes: Buffer,
  cause?: unknown,
): KStreamsError {
  const message = `Expected ${expected} in a record of topic ${topic}, got ${bytes.length} bytes.`;
  return new KStreamsError('DESERIALIZATION_FAILED', message, { cause });
}

/** Short, since it goes into logs: the type, and numbers in full. */
function described(value: unknown): string {
  const exact = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return exact ? `the ${typeof value} ${value}` : `a value of type ${typeof value}`;
}
