import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaConnectionError } from '../errors.ts';
import type { Provisioner, Starter } from './provisioner.ts';

const pauseMs = 100;

/**
 * Two programs may start a Kafka at the same moment; the one that comes second joins the Kafka of the first.
 *
 * @param joinMs how long the first may take until its Kafka answers
 */
export function startOrJoin(starter: Starter, running: Provisioner, joinMs = 10_000): Starter {
  return {
    async provision() {
      try {
        return await starter.provision();
      } catch (error) {
        if (!cameSecond(error)) throw error;
        for (const deadline = Date.now() + joinMs; Date.now() < deadline; await sleep(pauseMs)) {
          const joined = await running.provision();
          if (joined) return joined;
        }
        throw error;
      }
    },
  };
}

function cameSecond(error: unknown): boolean {
  if (!(error instanceof KafkaConnectionError)) return false;
  return error.code === 'KAFKA_PORT_TAKEN' || error.code === 'KAFKA_DIRECTORY_IN_USE';
}
