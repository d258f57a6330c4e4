import type { Broker } from 'kafkajs';
import { WireReader } from './wire.ts';

/** A request that kafkajs cannot make itself. */
export interface BrokerRequest<T> {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  encode(): Buffer;
  decode(reader: WireReader): T & Throttled;
}

interface Throttled {
  /** For how long the broker wants nothing more, as the client exceeds a quota. */
  readonly throttleTimeMs: number;
}

/** What kafkajs' brokers have, though its types do not tell. */
interface ConnectedBroker extends Broker {
  readonly connectionPool: {
    send<T>(request: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        /** Answers an encoder of kafkajs, of which it uses these two. */
        encode(): Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
      };
      readonly response: {
        decode(bytes: Buffer): Promise<T & { readonly clientSideThrottleTime: number }>;
        parse(decoded: T): Promise<T>;
      };
    }): Promise<T>;
  };
}

/** Sends a request by a connection of kafkajs, which connects and authenticates it as its own. */
export async function askBroker<T>(broker: Broker, request: BrokerRequest<T>): Promise<T> {
  const { apiKey, apiVersion, apiName } = request;
  try {
    return await (broker as ConnectedBroker).connectionPool.send<T>({
      request: {
        ...{ apiKey, apiVersion, apiName },
        async encode() {
          const bytes = request.encode();
          return { buf: bytes, buffer: bytes };
        },
      },
      response: {
        async decode(bytes) {
          const answer = request.decode(new WireReader(bytes));
          return { ...answer, clientSideThrottleTime: answer.throttleTimeMs };
        },
        parse: async (answer) => answer,
      },
    });
  } catch (error) {
    // As kafkajs does after its own requests: both connections of the broker are to be opened again.
    if (error instanceof Error && error.name === 'KafkaJSConnectionClosedError') await broker.disconnect();
    throw error;
  }
}
