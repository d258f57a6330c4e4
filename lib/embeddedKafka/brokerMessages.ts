import type { BrokerOptions } from './broker.ts';
import type { EmbeddedKafkaErrorCode } from './errors.ts';

/** What a program tells the child process that runs its broker. */
export type ToBroker =
  | { readonly type: 'start'; readonly options: BrokerOptions }
  | { readonly type: 'stop' };

/** What the child process answers. */
export type FromBroker =
  | { readonly type: 'started'; readonly port: number }
  | {
      readonly type: 'failed';
      readonly code: EmbeddedKafkaErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    }
  | { readonly type: 'log'; readonly line: string };
