import type { Headers } from './headers.ts';

/** Where the record that is being processed came from. */
export interface RecordMetadata {
  /** Null while a punctuator runs. */
  readonly topic: string | null;
  /** −1 while a punctuator runs. */
  readonly partition: number;
  /** −1 while a punctuator runs. */
  readonly offset: number;
}

/** The metadata together with the timestamp and headers that the record has at this point of the topology. */
export interface RecordContext extends RecordMetadata {
  readonly timestamp: number;
  readonly headers: Headers;
}
