import { expect, test } from 'vitest';
import { KafkaConnectionError, type KafkaConnectionErrorCode } from '../errors.ts';
import { leaveRunning, type ProvisionedKafka, type Provisioner, type Starter } from './provisioner.ts';
import { startOrJoin } from './startOrJoin.ts';

const kafka = (origin: ProvisionedKafka['origin']): ProvisionedKafka => ({
  origin,
  brokers: [],
  security: {},
  stop: leaveRunning,
});

function failing(code: KafkaConnectionErrorCode, readyMs = 5_000): Starter {
  return { readyMs, provision: () => Promise.reject(new KafkaConnectionError(code, `failed with ${code}`)) };
}

/** Says in turn what it is given, and then nothing. */
function running(...answers: (ProvisionedKafka | KafkaConnectionErrorCode | undefined)[]): Provisioner {
  return {
    async provision() {
      const answer = answers.shift();
      if (typeof answer === 'string') throw new KafkaConnectionError(answer, answer);
      return answer;
    },
  };
}

test('what can be started is started', async () => {
  const starter = { readyMs: 1_000, provision: async () => kafka('embedded') };
  const found = await startOrJoin(starter, running(kafka('localhost'))).provision();
  expect(found.origin).toBe('embedded');
});

test.each(['KAFKA_PORT_TAKEN', 'KAFKA_DIRECTORY_IN_USE'] as const)(
  '%s: waits for the other one',
  async (code) => {
    const other = running(undefined, 'KAFKA_PORT_TAKEN', kafka('localhost'));
    const found = await startOrJoin(failing(code), other).provision();
    expect(found.origin).toBe('localhost');
  },
);

test('when no other one comes up, it is the first error that counts', async () => {
  await expect(startOrJoin(failing('KAFKA_DIRECTORY_IN_USE', 50), running()).provision()).rejects.toThrow(
    'failed with KAFKA_DIRECTORY_IN_USE',
  );
});

test('any other error is not waited for', async () => {
  const starter = failing('KAFKA_CONTAINER_FAILED');
  await expect(startOrJoin(starter, running(kafka('localhost'))).provision()).rejects.toMatchObject({
    code: 'KAFKA_CONTAINER_FAILED',
  });
});
