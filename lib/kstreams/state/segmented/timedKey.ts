import { readTime, writeTime } from '../timeBytes.ts';

/**
 * The key of an entry that lives for some time: a user's key, the time that decides when it expires, and a number that
 * tells apart entries of one key and time. For windows: the start, and a sequence number where duplicates are kept;
 * for sessions: the end, and the start.
 */
export interface TimedKey {
  readonly key: Buffer;
  readonly time: number;
  readonly suffix: number;
}

/** How such keys are written, in stores and in changelogs; as in Java. */
export interface TimedKeySchema {
  encode(key: TimedKey): Buffer;
  decode(bytes: Buffer): TimedKey;
  /** How many bytes follow the user's key. */
  readonly trailerBytes: number;
  readonly greatestSuffix: number;
  /** Of entries with one key and time a store in memory goes through those with greater suffixes first. */
  readonly isSuffixDescending: boolean;
}

/** `key | start i64 | sequence i32`. */
export const windowKeySchema: TimedKeySchema = {
  trailerBytes: 12,
  greatestSuffix: 0x7fff_ffff,
  isSuffixDescending: false,
  encode({ key, time, suffix }) {
    const bytes = begun(key, time, 12);
    bytes.writeUInt32BE(suffix, key.length + 8);
    return bytes;
  },
  decode(bytes) {
    const length = bytes.length - 12;
    const suffix = bytes.readUInt32BE(length + 8);
    return { key: bytes.subarray(0, length), time: readTime(bytes, length), suffix };
  },
};

/** `key | end i64 | start i64`. */
export const sessionKeySchema: TimedKeySchema = {
  trailerBytes: 16,
  greatestSuffix: Number.MAX_SAFE_INTEGER,
  isSuffixDescending: true,
  encode({ key, time, suffix }) {
    const bytes = begun(key, time, 16);
    writeTime(bytes, suffix, key.length + 8);
    return bytes;
  },
  decode(bytes) {
    const length = bytes.length - 16;
    const suffix = readTime(bytes, length + 8);
    return { key: bytes.subarray(0, length), time: readTime(bytes, length), suffix };
  },
};

function begun(key: Buffer, time: number, trailerBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(key.length + trailerBytes);
  key.copy(bytes);
  writeTime(bytes, time, key.length);
  return bytes;
}
