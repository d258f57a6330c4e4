import { type Header, Headers } from '../processor/headers.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { JsonHeaders, JsonValue } from './caseFile.ts';

/** The bytes that a value of a case has on the wire: UTF-8 text, a long of 8 bytes, or bytes given as they are. */
export function encode(value: JsonValue): Buffer | null {
  if (value === null) return null;
  if (typeof value === 'number') return Serdes.long().serialize('', value);
  return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.b64, 'base64');
}

export function encodeHeaders(headers: JsonHeaders = []): Headers {
  return Headers.of(headers.map(([name, value]): Header => ({ name, value: encode(value) })));
}

/** Bytes as a reader of a difference wants to see them; different bytes never look alike. */
export function render(bytes: Buffer | null): string {
  if (bytes === null) return 'null';
  const text = bytes.toString('utf8');
  const isText = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]*$/u.test(text) && Buffer.from(text).equals(bytes);
  if (isText) return JSON.stringify(text);
  if (bytes.length === 8) return `long ${bytes.readBigInt64BE()}`;
  return `base64 ${bytes.toString('base64')}`;
}

export function renderHeaders(headers: Headers): string[] {
  return headers.toArray().map(({ name, value }) => `${name}=${render(value)}`);
}
