import type { BrokerOptions } from './broker.ts';
import type { EmbeddedKafkaErrorCode } from './errors.ts';
import type { Fault } from './faults/fault.ts';

/** What a program tells the child process that runs its broker. */
export type ToBroker =
  | { readonly type: 'start'; readonly options: BrokerOptions }
  | { readonly type: 'inject'; readonly fault: Fault }
  | { readonly type: 'clearFaults' }
  | { readonly type: 'stop' };

/** What the child process answers. */
export type FromBroker =
  | { readonly type: 'started'; readonly port: number }
  /** The last request about faults is done, or why not. */
  | { readonly type: 'faults'; readonly refused: string | undefined }
  | {
      readonly type: 'failed';
      readonly code: EmbeddedKafkaErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    }
  | { readonly type: 'log'; readonly line: string };
