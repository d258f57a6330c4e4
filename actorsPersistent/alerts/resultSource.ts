import type { ScoredRecord } from '@kafka-tutorial/proto';

/** A way by which results come to another microservice. */
export interface ResultSource {
  /** Hands on results from now on; the returned function ends that. */
  start(onResult: (result: ScoredRecord) => void): Promise<() => Promise<void>>;
}
