import { foreach } from './foreach.ts';

/** Hands a line about each record to `write`, for example `[label]: key, value`. */
export function print<K, V>(
  label: string,
  format: (key: K, value: V) => string,
  write: (line: string) => void,
) {
  return foreach<K, V>((key, value) => write(`[${label}]: ${format(key, value)}`));
}
