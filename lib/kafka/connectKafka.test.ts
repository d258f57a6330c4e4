import { inspect } from 'node:util';
import { silentLogger } from '@kafka-tutorial/util';
import { expect, test } from 'vitest';
import { connectKafka, openConnection } from './connectKafka.ts';
import { leaveRunning } from './provisioning/provisioner.ts';

test('a choice that does not exist is an error, before anything is started', async () => {
  const env = { KAFKA_PROVISION: 'docker' };
  await expect(connectKafka({ clientId: 'test', env, logger: silentLogger })).rejects.toMatchObject({
    code: 'KAFKA_PROVISION_UNKNOWN',
    message: 'KAFKA_PROVISION is "docker"',
  });
});

test('a connection that is printed does not show the password', () => {
  const security = { sasl: { mechanism: 'plain', username: 'ada', password: 'hunter2' } } as const;
  const found = { origin: 'environment', brokers: ['kafka:9092'], security, stop: leaveRunning } as const;
  const connection = openConnection(found, 'test', silentLogger);
  const printed = inspect(connection, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  expect(printed).toContain('kafka:9092');
  expect(printed).not.toContain('hunter2');
  expect(JSON.stringify(connection)).not.toContain('hunter2');
});
