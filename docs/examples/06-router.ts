import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createModelFactory } from '@kafka-tutorial/model';
import type { Outcome } from '@kafka-tutorial/serving';
import { buildModelServer } from '../../actorsPersistent/modelServer.ts';
import { OrderedProgress } from '../../actorsPersistent/supervision/orderedProgress.ts';
import { ActorsInProcess } from '../../actorsPersistent/testing.ts';
import { modelInput, penguinInputs, wineInputs } from './inputRecords.ts';

const outcomes: Outcome[] = [];
const results = new Writable({
  objectMode: true,
  write(outcome: Outcome, _encoding, callback) {
    outcomes.push(outcome);
    callback();
  },
});
const actors = new ActorsInProcess(createModelFactory());
const server = buildModelServer({
  results,
  start: (dataType) => actors.start(dataType),
  progress: new OrderedProgress({ isOurs: async () => true, mark: () => {} }),
  onFailure: (dataType, error) => console.log(`${dataType} failed: ${error.message}`),
});
server.resume([], [0, 1, 2, 3]);
const published = async (count: number) => {
  while (outcomes.length < count) await setImmediate();
};
const list = () => [...server.actors().keys()].join(', ') || 'none';

console.log(`actors: ${list()}`);
await server.take(await wineInputs(2));
console.log(`actors after two wines: ${list()}; outcomes: ${outcomes.length}`);
await server.take([await modelInput('wineDecisionTree')]);
await published(1);
console.log(`the first outcome is a ${outcomes[0]?.kind}`);
server.modelsKnown = true;
await server.take(await penguinInputs(1));
await published(4);
for (const [dataType, { status, stats }] of server.actors()) {
  console.log(
    `${dataType}: ${status}, ${stats ? `${stats.name} has scored ${stats.usage}` : 'without a model'}`,
  );
}
await server.pause();
