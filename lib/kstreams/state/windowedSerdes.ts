import type { Serde } from '../serdes/serde.ts';
import { cannotDeserialize } from '../serdes/serdeErrors.ts';
import { readTime, writeTime } from './timeBytes.ts';
import { Window, Windowed } from './windowed.ts';

/** Serdes for the keys of windowed tables in topics of the user; the bytes are Java's. */
export const WindowedSerdes = {
  /**
   * `key | start i64`. The end of a window is not written.
   * @param windowSizeMs for sliding windows their time difference
   */
  timeWindowedSerdeFrom<K>(inner: Serde<K>, windowSizeMs: number): Serde<Windowed<K>> {
    return windowedSerde(inner, {
      trailerBytes: 8,
      write: ({ start }, bytes, offset) => writeTime(bytes, start, offset),
      read(bytes, offset) {
        const start = readTime(bytes, offset);
        return new Window(start, start + windowSizeMs);
      },
    });
  },

  /** `key | end i64 | start i64`. */
  sessionWindowedSerdeFrom<K>(inner: Serde<K>): Serde<Windowed<K>> {
    return windowedSerde(inner, {
      trailerBytes: 16,
      write({ start, end }, bytes, offset) {
        writeTime(bytes, end, offset);
        writeTime(bytes, start, offset + 8);
      },
      read: (bytes, offset) => new Window(readTime(bytes, offset + 8), readTime(bytes, offset)),
    });
  },
} as const;

/** How a window follows its key. */
interface WindowBytes {
  readonly trailerBytes: number;
  write(window: Window, bytes: Buffer, offset: number): void;
  read(bytes: Buffer, offset: number): Window;
}

function windowedSerde<K>(inner: Serde<K>, { trailerBytes, write, read }: WindowBytes): Serde<Windowed<K>> {
  return {
    serialize(topic, windowed) {
      if (windowed === null) return null;
      const key = inner.serialize(topic, windowed.key) ?? Buffer.alloc(0);
      const bytes = Buffer.allocUnsafe(key.length + trailerBytes);
      key.copy(bytes);
      write(windowed.window, bytes, key.length);
      return bytes;
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      const length = bytes.length - trailerBytes;
      if (length < 0) throw cannotDeserialize(topic, 'a key and its window', bytes);
      const key = inner.deserialize(topic, bytes.subarray(0, length)) as K;
      return new Windowed(key, read(bytes, length));
    },
  };
}
