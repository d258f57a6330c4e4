import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { buildModelServer } from '@kafka-tutorial/custom-stage';
import { createModelFactory } from '@kafka-tutorial/model';
import type { Outcome } from '@kafka-tutorial/serving';
import { modelInput, wineInputs } from './inputRecords.ts';

const source = new Readable({ objectMode: true, read() {} });
let told = 0;
const sink = new Writable({
  objectMode: true,
  write(outcome: Outcome, _encoding, callback) {
    if (outcome.kind === 'skipped') console.log('skipped');
    if (outcome.kind === 'scored')
      console.log(`quality ${outcome.score.value}, version ${outcome.served.version}`);
    if (outcome.kind === 'modelAccepted') console.log(`model ${outcome.served.loaded.name}`);
    if (outcome.kind === 'modelRejected') console.log(`rejected: ${outcome.reason.code}`);
    told++;
    callback();
  },
});
const server = buildModelServer({ data: source, results: sink, factory: createModelFactory() });
const flowing = server.run();

/** Lets so many records in, and waits until the sink was told of them. */
async function records(count: number): Promise<void> {
  const before = told;
  for (const wine of await wineInputs(count)) source.push(wine);
  while (told < before + count) await setImmediate();
}

await records(1);
await server.takeModel(await modelInput('wineDecisionTree'));
await records(2);
const torn = await modelInput('wineRandomForest');
await server.takeModel({ ...torn, message: { ...torn.message, value: Buffer.from('torn') } });
await records(1);
await server.takeModel(await modelInput('wineLinearRegression'));
await records(2);
const { name, version, usage, previous } = server.stage.state.models().wine ?? {};
console.log(
  `state: ${name}, version ${version}, usage ${usage}, after ${previous?.map((each) => each.name)}`,
);
source.push(null);
await flowing;
