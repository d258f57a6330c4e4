import { Worker } from 'node:worker_threads';

const cells = { started: 0, released: 1, deaths: 2, logged: 3, log: 4 };
const program = new URL('watched.js', import.meta.url);

/** Workers that tell what they do by memory that they share: what is seen at the same time was at the same time. */
export function watchedWorkers() {
  const shared = new SharedArrayBuffer(4 * 1024);
  const memory = new Int32Array(shared);
  return {
    start: () => new Worker(program, { execArgv: [], workerData: { shared, cells } }),
    /** The ids of all records that were begun, in this order; one that was begun twice is there twice. */
    begun: () => [...memory.subarray(cells.log, cells.log + Atomics.load(memory, cells.logged))],
    release() {
      Atomics.add(memory, cells.released, 1);
      Atomics.notify(memory, cells.released);
    },
    setDeaths: (count: number) => void Atomics.store(memory, cells.deaths, count),
  };
}
