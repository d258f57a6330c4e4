import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@kafka-tutorial/util';
import { afterAll, beforeAll, describe } from 'vitest';
import { embeddedStarter } from './embedded.ts';
import { localhostProvisioner } from './localhost.ts';
import type { ProvisionedKafka } from './provisioner.ts';
import { provisionerContract } from './provisionerContract.ts';

describe('a Kafka that already listens on this machine', () => {
  let dir: string;
  let broker: ProvisionedKafka;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'embedded-kafka-'));
    broker = await embeddedStarter({ port: 0, dir, isolation: 'none', logger: silentLogger }).provision();
  });
  afterAll(async () => {
    await broker.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const port = () => Number(broker.brokers[0]?.split(':')[1]);
  provisionerContract({ create: () => localhostProvisioner(port()), afterStop: 'running' });
});
