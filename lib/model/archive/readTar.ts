import { gunzipSync } from 'node:zlib';
import { ModelError } from '../errors.ts';

/** What an archive or a directory may hold. */
export interface ArchiveLimits {
  /** Of an archive when it is unpacked, its headers included. */
  readonly maxBytes: number;
  readonly maxFiles: number;
}

const block = 512;
const regular = ['', '0', '\0', '7'];
const directory = '5';
const paxHeader = 'x';
const paxGlobalHeader = 'g';
const gnuLongName = 'L';

/**
 * The regular files of a tar archive (POSIX ustar and pax, and GNU's long names), plain or compressed with gzip. Nothing
 * is written anywhere. Paths are relative, with `/`.
 *
 * @throws ModelError MODEL_CORRUPT when the archive is damaged; MODEL_TOO_LARGE; MODEL_UNSUPPORTED for links and other
 *   kinds of entries, and for paths that lead out of the archive
 */
export function readTar(bytes: Uint8Array, { maxBytes, maxFiles }: ArchiveLimits): Map<string, Uint8Array> {
  const archive = unzipped(bytes, maxBytes);
  const files = new Map<string, Uint8Array>();
  let extended: { path?: string; size?: number } = {};
  for (let at = 0; at + block <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + block);
    checkSum(header);
    const kind = text(header, 156, 1);
    const size = extended.size ?? octal(header, 124, 12);
    const content = archive.subarray(at + block, at + block + size);
    if (content.length < size) throw corrupt('it is cut off');
    at += block + Math.ceil(size / block) * block;
    if (kind === paxHeader) extended = { ...extended, ...paxRecords(content) };
    else if (kind === gnuLongName) extended = { ...extended, path: text(content, 0, content.length) };
    else if (kind !== paxGlobalHeader) {
      const path = relativePath(extended.path ?? ustarPath(header));
      extended = {};
      if (regular.includes(kind)) files.set(path, content);
      else if (kind !== directory)
        throw unsupported(`${JSON.stringify(path)} is neither a file nor a directory`);
      if (files.size > maxFiles) throw tooLarge(`has more than ${maxFiles} files`);
    }
  }
  return files;
}

function unzipped(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(`has more than ${maxBytes} bytes when it is unpacked`);
    }
    throw corrupt('it is no whole gzip', cause);
  }
}

/** The sum of a header's bytes, its own field taken for spaces. */
function checkSum(header: Uint8Array): void {
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] as number);
  if (sum !== octal(header, 148, 8)) throw corrupt('the sum of a header does not fit');
}

function ustarPath(header: Uint8Array): string {
  const name = text(header, 0, 100);
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return prefix ? `${prefix}/${name}` : name;
}

/** Records of the form `27 path=some/where\n`, the number being the length of the record. */
function paxRecords(content: Uint8Array): { path?: string; size?: number } {
  const records: { path?: string; size?: number } = {};
  for (let at = 0; at < content.length; ) {
    const [, digits = '', key = ''] = /^(\d{1,9}) ([^=]{1,100})=/.exec(text(content, at, 120)) ?? [];
    const length = Number(digits);
    const start = at + digits.length + 1 + Buffer.byteLength(key) + 1;
    if (!(length > 0) || at + length > content.length) throw corrupt('a pax header is malformed');
    const value = text(content, start, at + length - 1 - start);
    if (key === 'path') records.path = value;
    if (key === 'size') records.size = Number(value);
    at += length;
  }
  if (records.size !== undefined && !Number.isSafeInteger(records.size)) throw corrupt('a size is no number');
  return records;
}

function relativePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || path.includes('\0') || path.includes('\\') || parts.includes('..')) {
    throw unsupported(`the path ${JSON.stringify(path.slice(0, 200))} leads out of it`);
  }
  return parts.join('/');
}

function text(bytes: Uint8Array, from: number, length: number): string {
  const field = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + from,
    Math.max(0, Math.min(length, bytes.length - from)),
  );
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

function octal(header: Uint8Array, from: number, length: number): number {
  const digits = text(header, from, length).trim();
  if (!/^[0-7]{0,11}$/.test(digits)) throw corrupt('a number of a header is none');
  return Number.parseInt(digits || '0', 8);
}

function corrupt(what: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_CORRUPT', `The bytes are no tar archive: ${what}.`, { cause });
}

function unsupported(what: string): ModelError {
  return new ModelError('MODEL_UNSUPPORTED', `The tar archive is refused: ${what}.`);
}

function tooLarge(what: string): ModelError {
  return new ModelError('MODEL_TOO_LARGE', `The tar archive ${what}.`);
}
