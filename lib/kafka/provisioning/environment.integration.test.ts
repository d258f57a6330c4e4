import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { silentLogger } from '@kafka-tutorial/util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedStarter } from './embedded.ts';
import { environmentProvisioner } from './environment.ts';
import type { ProvisionedKafka } from './provisioner.ts';
import { provisionerContract } from './provisionerContract.ts';

describe('KAFKA_BROKERS names an embedded broker', () => {
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

  const env = () => ({ KAFKA_BROKERS: String(broker.brokers[0]) });
  provisionerContract({ create: () => environmentProvisioner(env()), afterStop: 'running' });

  test('among others that do not answer', async () => {
    const brokers = ['127.0.0.1:1', 'kafka.invalid:9092', String(broker.brokers[0])];
    const found = await environmentProvisioner({ KAFKA_BROKERS: brokers.join(', ') }).provision();
    expect(found?.brokers).toEqual(brokers);
  });

  test('asked for a login, which the broker does not have, it fails without showing the password', async () => {
    const login = {
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_SASL_USERNAME: 'ada',
      KAFKA_SASL_PASSWORD: 'hunter2',
    };
    const refused = environmentProvisioner({ ...env(), ...login }, 500).provision();
    const error = await refused.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'KafkaConnectionError' });
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain('hunter2');
  });

  test('asked for TLS, which the broker does not speak, it says so', async () => {
    const secured = { ...env(), KAFKA_SSL: 'true' };
    await expect(environmentProvisioner(secured, 500).provision()).rejects.toMatchObject({
      code: 'KAFKA_UNREACHABLE',
      hint: 'It speaks Kafka without TLS: leave out KAFKA_SSL, or use its TLS port.',
    });
  });
});

describe('KAFKA_BROKERS names a cluster', () => {
  if (!process.env.KAFKA_BROKERS) {
    console.info('skipped: the contract with a cluster: KAFKA_BROKERS is not set');
    test.skip('KAFKA_BROKERS is not set', () => {});
    return;
  }
  provisionerContract({ create: () => environmentProvisioner(process.env), afterStop: 'running' });
});

describe('KAFKA_BROKERS names', () => {
  async function failure(port: number): Promise<unknown> {
    const env = { KAFKA_BROKERS: `127.0.0.1:${port}` };
    return environmentProvisioner(env, 500)
      .provision()
      .catch((error: unknown) => error);
  }

  test('an address at which nothing listens', async () => {
    expect(await failure(1)).toMatchObject({
      code: 'KAFKA_UNREACHABLE',
      message: expect.stringMatching(/^Kafka at 127\.0\.0\.1:1 did not answer within 0\.5 s: .*ECONNREFUSED/),
      hint: 'Nothing listens there: is it started, and is the address right?',
    });
  });

  test('something that is not Kafka', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (typeof address === 'object' && address) resolve(address.port);
      });
    });
    expect(await failure(port)).toMatchObject({
      code: 'KAFKA_UNREACHABLE',
      hint: 'Something listens there that does not speak Kafka, or only with TLS (KAFKA_SSL=true).',
    });
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});
