import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildModelServer } from '@kafka-tutorial/custom-stage';
import { createModelFactory } from '@kafka-tutorial/model';
import type { Outcome } from '@kafka-tutorial/serving';
import { modelInput, wineInputs } from './inputRecords.ts';

const wines = await wineInputs(1000);
const offered = 5000;
let taken = 0;
function* source() {
  for (; taken < offered; taken++) yield wines[taken % wines.length];
}

let open = () => {};
const opened = new Promise<void>((resolve) => {
  open = resolve;
});
const published = new Map<number, number>();
const results = new Writable({
  objectMode: true,
  write(outcome: Outcome, _encoding, callback) {
    if (outcome.kind === 'scored') {
      const { version } = outcome.served;
      published.set(version, (published.get(version) ?? 0) + 1);
    }
    opened.then(() => callback());
  },
});
const server = buildModelServer({ data: Readable.from(source()), results, factory: createModelFactory() });
const state = () => {
  const { version, usage } = server.stage.state.models().wine ?? {};
  return `version ${version}, ${usage} scored`;
};
await server.takeModel(await modelInput('wineDecisionTree'));
const flowing = server.run();

for (let before = -1; before < taken; await sleep(50)) before = taken;
console.log(`sink closed: ${taken} of ${offered} wines taken from the source, ${state()}`);
const swapped = server.takeModel(await modelInput('wineLinearRegression'));
while (server.stage.state.models().wine?.version !== 2) await sleep(1);
console.log(`model comes: ${state()}`);

open();
await Promise.all([swapped, once(server.stage.data, 'finish')]);
console.log(`sink opened: ${state()}`);
await flowing;
for (const [version, count] of published) console.log(`version ${version}: ${count} results`);
