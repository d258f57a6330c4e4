import type { KafkaErrorName } from '../protocol/errors.ts';

/** Which requests a fault is for. */
export interface FaultTarget {
  /** An API by its name in Kafka, as in `Produce` or `Fetch`. */
  readonly api: string;
  /** Only requests that name this topic; of them, `fail` fails this topic alone. */
  readonly topic?: string | undefined;
  /** How many requests; default 1. */
  readonly times?: number | undefined;
}

/** Plain data, so that it can be handed to a child process. */
export type Fault = FaultTarget &
  (
    | { readonly action: 'delay'; readonly ms: number }
    | { readonly action: 'fail'; readonly error: KafkaErrorName }
    | { readonly action: 'disconnect' }
  );
