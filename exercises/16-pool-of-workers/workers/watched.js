// A worker for checks: it tells in shared memory what it works on, and waits where its record says so.
import { parentPort, workerData } from 'node:worker_threads';

const { shared, cells } = workerData;
const memory = new Int32Array(shared);

function waitUntil(cell, atLeast) {
  for (;;) {
    const value = Atomics.load(memory, cell);
    if (value >= atLeast) return;
    Atomics.wait(memory, cell, value);
  }
}

// `startedAtLeast`: waits until so many records were begun, its own included; that is a barrier. `releasedAtLeast`: waits for the
// main thread. `deadly`: ends the thread, as long as deaths are left.
parentPort.on('message', ({ id, startedAtLeast = 0, releasedAtLeast = 0, deadly = 0 }) => {
  memory[cells.log + Atomics.add(memory, cells.logged, 1)] = id;
  Atomics.add(memory, cells.started, 1);
  Atomics.notify(memory, cells.started);
  if (deadly && Atomics.sub(memory, cells.deaths, 1) > 0) process.exit(7);
  waitUntil(cells.started, startedAtLeast);
  waitUntil(cells.released, releasedAtLeast);
  parentPort.postMessage({ score: { value: id } });
});
