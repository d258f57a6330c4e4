import { batchHeaderBytes, RecordBatch } from '../records/recordBatch.ts';
import type { Files } from './files.ts';

const windowBytes = 256 * 1024;

export interface ScannedBatch {
  /** Valid until the next step. */
  batch: RecordBatch;
  /** Where the batch begins in the file. */
  position: number;
}

/**
 * The batches of a log file between two positions, as far as their headers make sense. Stops before a batch that is not
 * whole or whose length or magic is impossible; whether the content is right is for the caller to check.
 */
export function* scanBatches(files: Files, path: string, from: number, to: number): Generator<ScannedBatch> {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = from;
  for (let position = from; position + batchHeaderBytes <= to; ) {
    if (position + batchHeaderBytes > windowStart + window.length) {
      window = readWindow(files, path, position, Math.min(windowBytes, to - position));
      windowStart = position;
      if (window.length < batchHeaderBytes) return;
    }
    const size = new RecordBatch(window, position - windowStart).size;
    if (size < batchHeaderBytes || position + size > to) return;
    if (position + size > windowStart + window.length) {
      window = readWindow(files, path, position, Math.min(Math.max(windowBytes, size), to - position));
      windowStart = position;
      if (window.length < size) return;
    }
    const batch = new RecordBatch(window, position - windowStart);
    if (batch.magic !== 2) return;
    yield { batch, position };
    position += size;
  }
}

function readWindow(files: Files, path: string, position: number, length: number): Buffer {
  const window = Buffer.allocUnsafe(length);
  return window.subarray(0, files.read(path, position, window, 0, length));
}
