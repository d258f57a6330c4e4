import { expect, test } from 'vitest';
import { environmentProvisioner } from './environment.ts';

const provision = (env: NodeJS.ProcessEnv) => environmentProvisioner(env, 300).provision();

test('without KAFKA_BROKERS the next way is to be tried', async () => {
  expect(await provision({})).toBeUndefined();
  expect(await provision({ KAFKA_BROKERS: '', KAFKA_SSL: 'false' })).toBeUndefined();
});

test('settings of a secured cluster without the cluster are a mistake', async () => {
  await expect(provision({ KAFKA_SASL_PASSWORD: 'hunter2', KAFKA_SSL: 'true' })).rejects.toMatchObject({
    code: 'KAFKA_SECURITY_INVALID',
    message: 'KAFKA_SSL, KAFKA_SASL_PASSWORD set, but KAFKA_BROKERS is not',
  });
});

test.each([
  'kafka',
  'kafka:',
  'kafka:0',
  'kafka:65536',
  'http://kafka:9092',
  'a:1,,b:2',
  'me:secret@kafka:1',
  '::1:9092',
])('%s is no list of host:port', async (brokers) => {
  await expect(provision({ KAFKA_BROKERS: brokers })).rejects.toMatchObject({
    code: 'KAFKA_BROKERS_INVALID',
  });
});
