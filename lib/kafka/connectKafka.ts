import { join } from 'node:path';
import type { Logger } from '@kafka-tutorial/util';
import { createClient } from './client.ts';
import type { KafkaConnection, KafkaOrigin } from './connection.ts';
import { KafkaConnectionError } from './errors.ts';
import { embeddedStarter } from './provisioning/embedded.ts';
import { environmentProvisioner } from './provisioning/environment.ts';
import { localhostProvisioner } from './provisioning/localhost.ts';
import type { ProvisionedKafka, Starter } from './provisioning/provisioner.ts';
import { startOrJoin } from './provisioning/startOrJoin.ts';
import { defaultImage, testcontainersStarter } from './provisioning/testcontainers.ts';
import { tutorialDirectory } from './tutorialDirectory.ts';

export interface ConnectOptions {
  /** Names the program in the broker's log. */
  readonly clientId: string;
  /** Default: process.env. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where a Kafka on this machine is looked for, and where one that is started listens. Default: 9092. */
  readonly port?: number;
  readonly logger: Logger;
}

const kafkaPort = 9092;

/**
 * Finds a Kafka that answers, or starts one, in this order: KAFKA_BROKERS; what speaks Kafka on 127.0.0.1:9092; what
 * KAFKA_PROVISION says; the embedded broker. What is started here listens on that port too, so that the next program finds it.
 *
 * @throws KafkaConnectionError with a hint when what was asked for cannot be had; nothing is left running then
 */
export async function connectKafka(options: ConnectOptions): Promise<KafkaConnection> {
  const { clientId, env = process.env, port = kafkaPort, logger } = options;
  const environment = environmentProvisioner(env);
  const localhost = localhostProvisioner(port);
  const starter = startOrJoin(chosenStarter(env, port, logger), localhost);

  const found =
    (await environment.provision()) ?? (await localhost.provision()) ?? (await starter.provision());
  logger.info(describe(found, env.KAFKA_PROVISION));
  return openConnection(found, clientId, logger);
}

/**
 * Like {@link connectKafka}, but starts none: for tools that look at a Kafka.
 *
 * @throws KafkaConnectionError KAFKA_UNREACHABLE when none is there, and what KAFKA_BROKERS can be wrong about
 */
export async function findKafka(options: ConnectOptions): Promise<KafkaConnection> {
  const { clientId, env = process.env, port = kafkaPort, logger } = options;
  const found =
    (await environmentProvisioner(env).provision()) ?? (await localhostProvisioner(port).provision());
  if (found) return openConnection(found, clientId, logger);
  throw new KafkaConnectionError('KAFKA_UNREACHABLE', `nothing listens on 127.0.0.1:${port}`, {
    hint: 'Start one with npm run kafka, or set KAFKA_BROKERS=host:port.',
  });
}

/** Makes the connection to a Kafka that answers. */
export function openConnection(found: ProvisionedKafka, clientId: string, logger: Logger): KafkaConnection {
  const { origin, brokers, security, stop } = found;
  return { origin, brokers, kafka: createClient({ clientId, brokers, security, logger }), stop };
}

function chosenStarter(env: NodeJS.ProcessEnv, port: number, logger: Logger): Starter {
  const choice = env.KAFKA_PROVISION || 'embedded';
  if (choice === 'embedded') {
    const dir = join(tutorialDirectory(env), 'kafka');
    return embeddedStarter({ port, dir, isolation: 'process', logger });
  }
  if (choice === 'testcontainers') {
    return testcontainersStarter({ port, image: env.KAFKA_IMAGE || defaultImage, logger });
  }
  throw new KafkaConnectionError('KAFKA_PROVISION_UNKNOWN', `KAFKA_PROVISION is "${choice}"`, {
    hint: 'Set it to embedded or testcontainers, or leave it out.',
  });
}

const explanations: Record<KafkaOrigin, string> = {
  environment: 'from KAFKA_BROKERS',
  localhost: 'already running',
  testcontainers: 'a container, which ends with this program',
  embedded: 'the embedded broker, which ends with this program',
};

function describe({ origin, brokers }: ProvisionedKafka, choice: string | undefined): string {
  const unused = choice && origin !== choice ? `; KAFKA_PROVISION=${choice} was not needed` : '';
  return `Kafka at ${brokers.join(', ')}: ${explanations[origin]}${unused}`;
}
