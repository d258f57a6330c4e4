import type { Headers } from '../processor/headers.ts';

/** A record as a consumer fetched it. */
export interface RawRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Headers;
}

/** A record on its way to a topic. */
export interface ProducedRecord {
  readonly topic: string;
  /** Undefined leaves the choice to the producer: by the hash of the key. */
  readonly partition: number | undefined;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestamp: number;
  readonly headers: Headers;
}
