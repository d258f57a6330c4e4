import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaConnectionError } from '../errors.ts';
import type { ProvisionedKafka, Provisioner, Starter } from './provisioner.ts';

const pauseMs = 100;

/** Two programs may start a Kafka at the same moment; the one that comes second joins the Kafka of the first. */
export function startOrJoin(starter: Starter, running: Provisioner): Starter {
  const { readyMs } = starter;
  return {
    readyMs,
    async provision() {
      try {
        return await starter.provision();
      } catch (error) {
        if (!isTaken(error)) throw error;
        const deadline = Date.now() + readyMs;
        while (Date.now() < deadline) {
          const joined = await join(running);
          if (joined) return joined;
          await sleep(pauseMs);
        }
        throw error;
      }
    },
  };
}

/** Container engines take connections to a port before the broker behind it does: that looks like something else. */
async function join(running: Provisioner): Promise<ProvisionedKafka | undefined> {
  try {
    return await running.provision();
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof KafkaConnectionError)) return false;
  return error.code === 'KAFKA_PORT_TAKEN' || error.code === 'KAFKA_DIRECTORY_IN_USE';
}
