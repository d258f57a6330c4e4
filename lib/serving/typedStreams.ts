import type { Readable, Writable } from 'node:stream';

/** A Readable in object mode whose chunks are of one type. */
export interface Outlet<Out> extends Readable {
  read(size?: number): Out | null;
  [Symbol.asyncIterator](): NodeJS.AsyncIterator<Out>;
  pipe<Target extends NodeJS.WritableStream>(target: Target): Target;
  /** Carries the type, so that an outlet of one type is not taken for one of another. */
  readonly chunk?: Out;
}

/** A Writable in object mode whose chunks are of one type. */
export interface Inlet<In> extends Writable {
  write(chunk: In, callback?: (error: Error | null | undefined) => void): boolean;
  write(chunk: In, encoding: BufferEncoding, callback?: (error: Error | null | undefined) => void): boolean;
  readonly accepts?: (chunk: In) => void;
}
