import type { BrokerConfig } from './brokerConfig.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { GroupCoordinator } from './groups/groupCoordinator.ts';
import type { ProducerIds } from './producers/producerIds.ts';
import type { KafkaWireError } from './protocol/errors.ts';
import type { Messages, RequestOf, ResponseOf } from './protocol/types.ts';
import type { TopicCatalog } from './topics/topicCatalog.ts';
import type { TransactionCoordinator } from './transactions/transactionCoordinator.ts';

/** What the handlers work on. */
export interface BrokerParts {
  readonly nodeId: number;
  readonly clusterId: string;
  readonly catalog: TopicCatalog;
  readonly groups: GroupCoordinator;
  readonly producerIds: ProducerIds;
  readonly transactions: TransactionCoordinator;
  readonly clock: Clock;
  readonly config: BrokerConfig;
  /** What a test asked to go wrong. */
  readonly faults: Faults;
}

/** Who asks, in which version, and the broker that is asked. */
export interface RequestContext {
  readonly broker: BrokerParts;
  readonly apiVersion: number;
  readonly clientId: string;
  readonly clientHost: string;
  /** The address this client can reach the broker at. */
  readonly advertised: { readonly host: string; readonly port: number };
  /** Bytes of records that an answer may have now; one batch may be larger. */
  readonly maxRecordBytes: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly closed: AbortSignal;
  /** The error as the client gets to see it; one that is not meant for clients is logged as well. */
  wireError(error: unknown): KafkaWireError;
}

/** One API of the protocol: a row of the table in apis.ts. */
export interface Api<M extends Messages = Messages> {
  readonly key: number;
  readonly name: string;
  /** First and last version that is advertised and served. */
  readonly versions: readonly [number, number];
  /** First version with compact lengths and tagged fields. */
  readonly flexibleSince: number;
  readonly messages: M;
  /** Gives the answer; undefined sends none (acks=0). What it throws closes the connection. */
  handle(
    request: RequestOf<M>,
    context: RequestContext,
  ): ResponseOf<M> | undefined | Promise<ResponseOf<M> | undefined>;
}

export type Handler<M extends Messages> = Api<M>['handle'];
