import { describeError, type Logger } from '@kafka-tutorial/util';
import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';
import { awaitBroker } from '../awaitBroker.ts';
import { KafkaConnectionError } from '../errors.ts';
import { freePort } from '../freePort.ts';
import type { Starter } from './provisioner.ts';

/** The image that is started when KAFKA_IMAGE names no other. */
export const defaultImage = 'apache/kafka:4.1.2';

export interface TestcontainersOptions {
  /** Port on this machine; 0 for any free one. */
  readonly port: number;
  /** An image that is configured and started as apache/kafka is. */
  readonly image: string;
  /** Told before the start, which takes minutes when the image has to be pulled. */
  readonly logger: Logger;
}

const readyMs = 120_000;
const internalPort = 9092;

/** Starts Apache Kafka in a container, and removes it when it is stopped. Testcontainers itself is loaded only then. */
export function testcontainersStarter({ port, image, logger }: TestcontainersOptions): Starter {
  return {
    readyMs,
    async provision() {
      const { containerRuntime } = (await containerEngine()).info;
      const hostPort = await claim(port);
      const broker = `${containerRuntime.host}:${hostPort}`;
      logger.info(`Kafka: starting ${image} in a container`);
      const container = await start(image, hostPort, broker);
      let stopped: Promise<unknown> | undefined;
      const stop = async () => {
        stopped ??= container.stop();
        await stopped;
      };
      try {
        await awaitBroker([broker], {}, readyMs);
      } catch (error) {
        await stop();
        throw error;
      }
      return { origin: 'testcontainers', brokers: [broker], security: {}, stop };
    },
  };
}

/** @throws KafkaConnectionError KAFKA_NO_CONTAINER_ENGINE */
export async function containerEngine(): Promise<ContainerRuntimeClient> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  try {
    return await getContainerRuntimeClient();
  } catch (cause) {
    throw new KafkaConnectionError('KAFKA_NO_CONTAINER_ENGINE', 'no container engine answers', {
      hint: 'Start Docker or Podman (and set DOCKER_HOST when its socket is not at the usual place), or leave out KAFKA_PROVISION.',
      cause,
    });
  }
}

/** What is missing to start the image without pulling it first: a sentence, or undefined. */
export async function missingForContainers(image: string): Promise<string | undefined> {
  const { ImageName } = await import('testcontainers');
  try {
    const engine = await containerEngine();
    if (await engine.image.exists(ImageName.fromString(image))) return undefined;
    return `the container engine has no image ${image} ("docker pull ${image}")`;
  } catch (error) {
    return describeError(error);
  }
}

/** Looks first by itself: Podman cuts off the container that has the port when another one is refused it. */
async function claim(port: number): Promise<number> {
  try {
    return await freePort(port);
  } catch (cause) {
    throw portTaken(port, cause);
  }
}

function portTaken(port: number, cause: unknown): KafkaConnectionError {
  return new KafkaConnectionError('KAFKA_PORT_TAKEN', `the port ${port} is in use`, {
    hint: 'Free the port, or set KAFKA_BROKERS=host:port to a Kafka elsewhere.',
    cause,
  });
}

async function start(image: string, hostPort: number, broker: string): Promise<StartedTestContainer> {
  const { GenericContainer, Wait } = await import('testcontainers');
  try {
    // The port is fixed beforehand: a broker has to know the address that it advertises when it starts.
    return await new GenericContainer(image)
      .withExposedPorts({ container: internalPort, host: hostPort })
      .withEnvironment(singleNode(broker))
      .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
      .withStartupTimeout(readyMs)
      .start();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/address already in use|port is already allocated/i.test(reason)) {
      throw portTaken(hostPort, cause);
    }
    throw new KafkaConnectionError('KAFKA_CONTAINER_FAILED', `${image} did not start: ${reason}`, {
      hint: `Can the engine get the image ("docker pull ${image}")? KAFKA_IMAGE names another one.`,
      cause,
    });
  }
}

/** One setting of its own and the image leaves out its defaults: these are all that a node alone needs. */
function singleNode(advertised: string): Record<string, string> {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENTS:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_LISTENERS: `CLIENTS://:${internalPort},CONTROLLER://:9093,INTERNAL://:9094`,
    KAFKA_ADVERTISED_LISTENERS: `CLIENTS://${advertised},INTERNAL://localhost:9094`,
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  };
}
