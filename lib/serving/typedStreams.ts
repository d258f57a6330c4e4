import type { Readable, Writable } from 'node:stream';

/** A Readable in object mode whose chunks are of one type. */
export type Outlet<Out> = Readable & {
  /** Only a type: keeps an outlet from being connected to an inlet of another type. */
  readonly emits?: Out;
};

/** A Writable in object mode whose chunks are of one type. */
export type Inlet<In> = Writable & {
  /** Only a type, as in `Outlet`. */
  readonly accepts?: (chunk: In) => void;
};
