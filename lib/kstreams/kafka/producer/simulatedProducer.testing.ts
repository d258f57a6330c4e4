import { Headers } from '../../processor/headers.ts';
import type { ProducedRecord } from '../../runtime/records.ts';
import { IdempotentProducer } from './idempotentProducer.ts';
import type { Fate, SimulatedCluster } from './simulatedCluster.testing.ts';

/** Lets everything else have its turn. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A producer whose waits take no time, but move its clock. */
export async function producerOn(cluster: SimulatedCluster) {
  const clock = { ms: 0 };
  const producer = new IdempotentProducer(cluster, {
    now: () => clock.ms,
    async sleep(ms) {
      clock.ms += ms;
      await turn();
    },
    ...{ deliveryTimeoutMs: 120_000, backoffMs: 100, maxBackoffMs: 1_000 },
  });
  await producer.connect();
  return { producer, clock };
}

export function record(value: string | Buffer, options: Partial<ProducedRecord> = {}): ProducedRecord {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return {
    ...{ topic: 'out', partition: 0, key: null, value: bytes, timestamp: 0, headers: Headers.none },
    ...options,
  };
}

/** The fates of the first requests; all later ones are written. */
export const fates =
  (...list: Fate[]) =>
  () =>
    list.shift() ?? 'written';

/** Random numbers from 0 to 1 that a seed decides. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
