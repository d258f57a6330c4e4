import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { buildModelServer } from '@kafka-tutorial/custom-stage';
import { createModelFactory } from '@kafka-tutorial/model';
import { ModelDescriptor, ModelType } from '@kafka-tutorial/proto';
import { type Outcome, topics } from '@kafka-tutorial/serving';
import { inputRecord, modelInput, wineInputs } from './inputRecords.ts';

const wines = await wineInputs(1000);
let scored = 0;
const results = new Writable({
  objectMode: true,
  write(outcome: Outcome, _encoding, done) {
    if (outcome.kind === 'scored') scored++;
    if (outcome.kind === 'modelAccepted') console.log(`after ${scored} wines: ${outcome.served.loaded.name}`);
    if (outcome.kind === 'modelRejected') console.log(`after ${scored} wines: ${outcome.reason.code}`);
    done();
  },
});

const broken = ModelDescriptor.encode({
  ...{ name: 'broken', dataType: 'wine', modeltype: ModelType.PMML, data: Buffer.from('<PMML><TreeModel>') },
}).finish();
const server = buildModelServer({ data: Readable.from(flow()), results, factory: createModelFactory() });
await server.takeModel(await modelInput('wineDecisionTree'));
const running = server.run();
// Before the stream ends, as a query over HTTP would ask.
server.stage.data.once('finish', () => {
  const { name, version, usage, previous = [] } = server.stage.state.models().wine ?? {};
  console.log(`${name} serves as version ${version}: ${usage} wines`);
  for (const before of previous) console.log(`${before.name} served before: ${before.usage} wines`);
});
await running;

/** The wines, with models that arrive in between. */
async function* flow() {
  yield* wines.slice(0, 400);
  while (scored < 400) await setImmediate();
  await server.takeModel(await modelInput('wineRandomForest'));
  yield* wines.slice(400, 700);
  while (scored < 700) await setImmediate();
  await server.takeModel(inputRecord({ topic: topics.models, value: broken }));
  yield* wines.slice(700);
}
