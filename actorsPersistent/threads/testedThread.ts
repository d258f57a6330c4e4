// What threadPool.integration.test.ts runs: a thread of actors whose models do what their names say.
import type { Score } from '@kafka-tutorial/model';
import { testFactory } from '@kafka-tutorial/serving/testing';
import { runActorThread } from './runActorThread.ts';

const busyForASecond = (): Score => {
  for (const end = performance.now() + 1000; performance.now() < end; );
  return { value: 1 };
};
const crash = (): Score => process.exit(7);
const scoresTried = 1;
let scores = 0;

runActorThread(
  testFactory({
    quick: {},
    slow: { scoreBatch: (records) => records.map(busyForASecond) },
    // It passes its trial.
    crashing: { score: () => (scores++ < scoresTried ? { value: 1 } : crash()), scoreBatch: () => [crash()] },
  }).factory,
);
