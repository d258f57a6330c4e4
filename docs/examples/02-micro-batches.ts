import { once } from 'node:events';
import { ModelStage, ModelStore } from '@kafka-tutorial/custom-stage';
import { createModelFactory } from '@kafka-tutorial/model';
import { type InputRecord, scoreRecords, takeModelRecord } from '@kafka-tutorial/serving';
import { modelInput, wineInputs } from './inputRecords.ts';

const wines = await wineInputs(1000);
const state = new ModelStore();
const factory = createModelFactory();
const processModel = (input: InputRecord) =>
  takeModelRecord(input, (dataType) => state.versionsOf(dataType), factory);
await processModel(await modelInput('wineDecisionTree'));

let batches: number[] = [];
const processData = (inputs: readonly InputRecord[]) => {
  batches.push(inputs.length);
  return scoreRecords(inputs, (dataType) => state.get(dataType));
};
const stage = new ModelStage({ processData, processModel, state });

for (const wine of wines) {
  stage.data.write(wine);
  await once(stage.out, 'readable');
  stage.out.read();
}
console.log(`one by one: the model is called ${batches.length} times`);

batches = [];
for (const wine of wines) stage.data.write(wine);
stage.data.end();
await once(stage.out.resume(), 'end');
console.log(`as they come: the model is called ${batches.length} times, with ${batches.join(' and ')} wines`);
