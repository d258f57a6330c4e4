import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@kafka-tutorial/util';
import { createClient } from './client.ts';
import type { KafkaConnection, KafkaOrigin } from './connection.ts';
import { KafkaConnectionError } from './errors.ts';
import { embeddedProvisioner } from './provisioning/embedded.ts';
import { environmentProvisioner } from './provisioning/environment.ts';
import { localhostProvisioner } from './provisioning/localhost.ts';
import type { ProvisionedKafka, Provisioner } from './provisioning/provisioner.ts';
import { defaultImage, testcontainersProvisioner } from './provisioning/testcontainers.ts';
import { tutorialDirectory } from './tutorialDirectory.ts';

export interface ConnectOptions {
  /** Names the program in the broker's log. */
  readonly clientId: string;
  /** Default: process.env. */
  readonly env?: NodeJS.ProcessEnv;
  readonly logger: Logger;
}

const port = 9092;
const otherStarterMs = 10_000;

/**
 * Finds a Kafka that answers, or starts one, in this order: KAFKA_BROKERS; what speaks Kafka on 127.0.0.1:9092; what
 * KAFKA_PROVISION says; the embedded broker. What is started here listens on that port too, so that the next program finds it.
 *
 * @throws KafkaConnectionError with a hint when what was asked for cannot be had; nothing is left running then
 */
export async function connectKafka({
  clientId,
  env = process.env,
  logger,
}: ConnectOptions): Promise<KafkaConnection> {
  const starter = starterOf(env);
  for (const provisioner of [environmentProvisioner(env), localhostProvisioner(port)]) {
    const found = await provisioner.provision();
    if (!found) continue;
    logger.info(`${describe(provisioner.origin, found)}${notNeeded(env)}`);
    return open(provisioner.origin, found, clientId, logger);
  }
  if (starter.origin === 'testcontainers')
    logger.info('Kafka: starting a container, first its image may have to be pulled');
  const { origin, provisioned } = await startOrJoin(starter);
  logger.info(describe(origin, provisioned));
  return open(origin, provisioned, clientId, logger);
}

/** Makes the connection to a Kafka that answers. */
export function open(
  origin: KafkaOrigin,
  { brokers, security, stop }: ProvisionedKafka,
  clientId: string,
  logger: Logger,
): KafkaConnection {
  return { origin, brokers, kafka: createClient({ clientId, brokers, security, logger }), stop };
}

function starterOf(env: NodeJS.ProcessEnv): Provisioner {
  const choice = env.KAFKA_PROVISION || 'embedded';
  if (choice === 'embedded') {
    return embeddedProvisioner({ port, dir: join(tutorialDirectory(env), 'kafka'), isolation: 'process' });
  }
  if (choice === 'testcontainers') {
    return testcontainersProvisioner({ port, image: env.KAFKA_IMAGE || defaultImage });
  }
  throw new KafkaConnectionError('KAFKA_PROVISION_UNKNOWN', `KAFKA_PROVISION is "${choice}"`, {
    hint: 'Set it to embedded or testcontainers, or leave it out.',
  });
}

/** Two programs may start at the same time; the one that comes second joins the broker of the first. */
async function startOrJoin(
  starter: Provisioner,
): Promise<{ origin: KafkaOrigin; provisioned: ProvisionedKafka }> {
  try {
    const provisioned = await starter.provision();
    if (provisioned) return { origin: starter.origin, provisioned };
    throw new Error(`${starter.origin} started nothing`);
  } catch (error) {
    if (!lostRace(error)) throw error;
    const localhost = localhostProvisioner(port);
    for (const deadline = Date.now() + otherStarterMs; Date.now() < deadline; await sleep(100)) {
      const provisioned = await localhost.provision();
      if (provisioned) return { origin: localhost.origin, provisioned };
    }
    throw error;
  }
}

function lostRace(error: unknown): boolean {
  return (
    error instanceof KafkaConnectionError &&
    (error.code === 'KAFKA_PORT_TAKEN' || error.code === 'KAFKA_DIRECTORY_IN_USE')
  );
}

const explanations: Record<KafkaOrigin, string> = {
  environment: 'KAFKA_BROKERS',
  localhost: 'was already running',
  testcontainers: 'a container, started here: it ends with this program',
  embedded: 'the embedded broker, started here: it ends with this program',
};

function describe(origin: KafkaOrigin, { brokers }: ProvisionedKafka): string {
  return `Kafka: ${brokers.join(', ')} (${explanations[origin]})`;
}

function notNeeded(env: NodeJS.ProcessEnv): string {
  return env.KAFKA_PROVISION ? `; KAFKA_PROVISION=${env.KAFKA_PROVISION} was not needed` : '';
}
