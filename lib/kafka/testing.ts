import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@kafka-tutorial/util';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { KafkaConnection } from './connection.ts';
import { openConnection } from './connectKafka.ts';
import { embeddedStarter } from './provisioning/embedded.ts';
import { environmentProvisioner } from './provisioning/environment.ts';
import type { Provisioner } from './provisioning/provisioner.ts';
import { defaultImage, missingForContainers, testcontainersStarter } from './provisioning/testcontainers.ts';
import { deleteByUniqueName } from './uniqueName.ts';

export { uniqueName } from './uniqueName.ts';

/** Takes a function that gives the connection; to be called inside of tests and hooks. */
export type KafkaSuite = (kafka: () => KafkaConnection) => void;

// A container may need its image first.
const startMs = 300_000;
const stopMs = 60_000;

/**
 * Registers a suite of tests twice: on an embedded broker of its own, and on Apache Kafka, which is KAFKA_BROKERS or else a
 * container. Where there is neither, the second one is skipped with the reason, or fails when TEST_KAFKA is `required`.
 */
export function describeWithKafka(name: string, suite: KafkaSuite): void {
  describe(`${name} on the embedded broker`, () => {
    let dir: string;
    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'embedded-kafka-'));
    });
    afterAll(() => rm(dir, { recursive: true, force: true }));
    withProvisioner(() => embeddedStarter({ port: 0, dir, isolation: 'none', logger: silentLogger }), suite);
  });

  describe(`${name} on Apache Kafka`, async () => {
    const found = await findApacheKafka();
    if (typeof found !== 'string') {
      withProvisioner(() => found, suite);
      return;
    }
    console.info(`skipped: ${name} on Apache Kafka: ${found}`);
    test.skip(found, () => {});
  });
}

function withProvisioner(create: () => Provisioner, suite: KafkaSuite): void {
  let connection: KafkaConnection | undefined;
  beforeAll(async () => {
    const provisioned = await create().provision();
    if (!provisioned) throw new Error('no Kafka was found or started');
    connection = openConnection(provisioned, 'test', silentLogger);
  }, startMs);
  afterAll(async () => {
    // Somebody else's cluster is left as it was; the others are gone as a whole.
    if (connection?.origin === 'environment') await deleteByUniqueName(connection.kafka);
    await connection?.stop();
  }, stopMs);

  suite(() => {
    if (!connection) throw new Error('Kafka is there inside of tests and hooks only');
    return connection;
  });
}

/** A way to Apache Kafka, or the reason why there is none. */
async function findApacheKafka(): Promise<Provisioner | string> {
  if (process.env.KAFKA_BROKERS) return environmentProvisioner(process.env);
  const image = process.env.KAFKA_IMAGE || defaultImage;
  const missing = process.env.TEST_KAFKA === 'required' ? undefined : await missingForContainers(image);
  return missing ?? testcontainersStarter({ port: 0, image, logger: silentLogger });
}
