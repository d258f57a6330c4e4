import { rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { BrokerParts } from './api.ts';
import { apiNames } from './apis.ts';
import { type BrokerConfig, brokerConfig } from './brokerConfig.ts';
import { systemClock } from './clock.ts';
import { clusterId } from './clusterId.ts';
import { lockDirectory } from './directoryLock.ts';
import { EmbeddedKafkaError } from './errors.ts';
import type { Fault } from './faults/fault.ts';
import { Faults } from './faults/faults.ts';
import { GroupCoordinator } from './groups/groupCoordinator.ts';
import { Housekeeping } from './housekeeping.ts';
import { NodeFiles } from './log/nodeFiles.ts';
import type { ConnectionOptions } from './net/connection.ts';
import { dispatch } from './net/dispatch.ts';
import { KafkaServer } from './net/server.ts';
import { ProducerIds } from './producers/producerIds.ts';
import { TopicCatalog } from './topics/topicCatalog.ts';
import { markerWriter } from './transactions/markerWriter.ts';
import { TransactionCoordinator } from './transactions/transactionCoordinator.ts';

const nodeId = 1;

export interface BrokerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dir: string;
  /** Removes the directory when the broker is stopped. */
  readonly temporary: boolean;
  readonly config?: Partial<BrokerConfig> | undefined;
}

/** A broker that answers, in this process or in a child of it. */
export interface RunningBroker {
  readonly port: number;
  /** Writes everything down and frees port and directory. */
  stop(): Promise<void>;
  /** Lets a fault meet its requests from now on. @throws EmbeddedKafkaError OPTION_INVALID */
  inject(fault: Fault): Promise<void>;
  /** Forgets the faults that have not met their requests. */
  clearFaults(): Promise<void>;
  /** Ends as kill -9 would: nothing is written down any more. */
  kill(): Promise<void>;
}

/**
 * Opens the data directory and answers clients on the port, in this process.
 *
 * @param log takes a line of text for each thing that went wrong
 * @throws EmbeddedKafkaError DIRECTORY_IN_USE, DIRECTORY_UNUSABLE, PORT_IN_USE, LISTEN_FAILED, OPTION_INVALID
 */
export async function startBroker(
  options: BrokerOptions,
  log: (line: string) => void,
): Promise<RunningBroker> {
  const close: (() => void)[] = [];
  try {
    const unlock = lockDirectory(options.dir);
    close.push(() => {
      unlock();
      if (options.temporary) rmSync(options.dir, { recursive: true, force: true });
    });
    const { broker, housekeeping } = openParts(options, close, log);
    const server = await KafkaServer.listen({
      host: options.host,
      port: options.port,
      serve: (socket) => serve(socket, broker, options.host, log),
      log,
    });
    return {
      port: server.port,
      async stop() {
        const closed = server.close();
        runBackwards(close);
        await closed;
      },
      async inject(fault) {
        broker.faults.add(fault);
      },
      async clearFaults() {
        broker.faults.clear();
      },
      async kill() {
        const closed = server.destroy();
        housekeeping.close();
        broker.transactions.close();
        broker.groups.close();
        for (const topic of broker.catalog.list()) for (const log of topic.partitions) log.discard();
        unlock();
        await closed;
      },
    };
  } catch (error) {
    runBackwards(close);
    throw startError(error, options.dir);
  }
}

function startError(error: unknown, dir: string): EmbeddedKafkaError {
  if (error instanceof EmbeddedKafkaError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new EmbeddedKafkaError('DIRECTORY_UNUSABLE', `cannot use ${dir}: ${why}`, {
    hint: 'Choose another directory, or remove it when its data is not needed.',
    cause: error,
  });
}

/** Opens what the handlers work on; `close` gets what undoes it. */
function openParts(
  { dir, config }: BrokerOptions,
  close: (() => void)[],
  log: (line: string) => void,
): { broker: BrokerParts; housekeeping: Housekeeping } {
  const settings = brokerConfig(config);
  const files = new NodeFiles();
  const clock = systemClock;
  const catalog = TopicCatalog.open({ dir, files, clock, defaults: settings.topicDefaults });
  close.push(() => catalog.close());
  const groups = GroupCoordinator.open({ catalog, clock, config: settings.groups });
  close.push(() => groups.close());
  const producerIds = ProducerIds.open({ dir, files });
  const transactions = TransactionCoordinator.open({
    catalog,
    clock,
    producerIds,
    writeMarker: markerWriter(catalog, groups),
    config: settings.transactions,
    log,
  });
  close.push(() => transactions.close());
  const housekeeping = new Housekeeping({
    catalog,
    groups,
    transactions,
    clock,
    config: settings.housekeeping,
    log,
  });
  close.push(() => housekeeping.close());
  const id = clusterId(dir, files);
  const coordinators = { groups, producerIds, transactions };
  const faults = new Faults(apiNames);
  const broker = { nodeId, clusterId: id, catalog, ...coordinators, clock, config: settings, faults };
  return { broker, housekeeping };
}

function serve(
  socket: Socket,
  broker: BrokerParts,
  host: string,
  log: (line: string) => void,
): ConnectionOptions['answer'] {
  // Kafka's tools show the host of a client in Java's form.
  const clientHost = `/${plainAddress(socket.remoteAddress)}`;
  // Listening on all addresses names none of them: the one this client came in by works for it.
  const reached = host === '0.0.0.0' || host === '::' ? plainAddress(socket.localAddress) : host;
  const advertised = { host: reached, port: socket.localPort ?? 0 };
  return (request, asked) => dispatch(request, broker, { clientHost, advertised, ...asked }, log);
}

/** IPv4 addresses without the prefix that they have on a socket for both families. */
function plainAddress(address = ''): string {
  return address.replace(/^::ffff:/, '');
}

function runBackwards(steps: readonly (() => void)[]): void {
  for (const step of [...steps].reverse()) step();
}
