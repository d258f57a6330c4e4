import { KStreamsError } from '../errors.ts';

/** A span of time that a user gave. @throws KStreamsError TOPOLOGY_INVALID when it is none, or below `least` */
export function milliseconds(what: string, ms: number, least = 0): number {
  if (Number.isSafeInteger(ms) && ms >= least) return ms;
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `Expected the ${what} to be a whole number of milliseconds of ${least} or more, got ${ms}.`,
  );
}
