import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningBroker, startBroker } from './broker.ts';
import type { BrokerConfig } from './brokerConfig.ts';
import { startBrokerProcess } from './brokerProcess.ts';
import { FaultInjection } from './faults/faultInjection.ts';

export interface EmbeddedKafkaOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1: clients of this machine only. There is no authentication. */
  readonly host?: string;
  /** Where the data lives. Default: a temporary directory that is removed by `stop`. */
  readonly dir?: string;
  /** `process` runs the broker in a child process, so that a busy program does not starve it. Default `none`. */
  readonly isolation?: 'none' | 'process';
  readonly config?: Partial<BrokerConfig>;
  /** Takes a line for each thing that went wrong; default: nobody. */
  readonly log?: (line: string) => void;
}

/** A Kafka broker of one node, started by a program for itself or for others. */
export class EmbeddedKafka {
  readonly host: string;
  readonly port: number;
  readonly dir: string;
  readonly #broker: RunningBroker;
  #ended: Promise<void> | undefined;

  /**
   * Resolves when clients can connect.
   *
   * @throws EmbeddedKafkaError PORT_IN_USE, LISTEN_FAILED, DIRECTORY_IN_USE, DIRECTORY_UNUSABLE, OPTION_INVALID,
   * PROCESS_FAILED
   */
  static async start(options: EmbeddedKafkaOptions = {}): Promise<EmbeddedKafka> {
    const { port = 0, host = '127.0.0.1', isolation = 'none', config, log = () => {} } = options;
    const temporary = options.dir === undefined;
    const dir = temporary ? mkdtempSync(join(tmpdir(), 'embedded-kafka-')) : resolve(options.dir);
    const start = isolation === 'process' ? startBrokerProcess : startBroker;
    const broker = await start({ host, port, dir, temporary, config }, log);
    return new EmbeddedKafka(host, dir, broker);
  }

  private constructor(host: string, dir: string, broker: RunningBroker) {
    this.host = host;
    this.port = broker.port;
    this.dir = dir;
    this.#broker = broker;
  }

  /** Lets requests go wrong, for tests and lessons. */
  get faults(): FaultInjection {
    return new FaultInjection(this.#broker);
  }

  /** What a client takes as its bootstrap server: `host:port`. */
  get bootstrap(): string {
    return `${this.host.includes(':') ? `[${this.host}]` : this.host}:${this.port}`;
  }

  /** Closes all connections, writes everything down, frees port and directory. Stopping twice is fine. */
  stop(): Promise<void> {
    this.#ended ??= this.#broker.stop();
    return this.#ended;
  }

  /** Ends as kill -9 would: for tests of what survives. The directory stays, even a temporary one. */
  kill(): Promise<void> {
    this.#ended ??= this.#broker.kill();
    return this.#ended;
  }
}
