import { Readable, Writable } from 'node:stream';
import { buildModelServer } from '@kafka-tutorial/custom-stage';
import { createModelFactory } from '@kafka-tutorial/model';
import { type Outcome, topics } from '@kafka-tutorial/serving';
import { inputRecord, modelInput, wineInputs } from './inputRecords.ts';

const [good] = await wineInputs(1);
const value = good?.message.value ?? Buffer.alloc(0);
const records = [
  { value },
  { value: value.subarray(0, 20) },
  { value: Buffer.alloc(0) },
  { key: 'cheese', value },
  { value },
].map((parts, offset) => inputRecord({ topic: topics.data, offset, ...parts }));

const results = new Writable({
  objectMode: true,
  write(outcome: Outcome, _encoding, done) {
    const { offset } = outcome.input.message;
    if (outcome.kind === 'scored') console.log(`${offset}: quality ${outcome.score.value}`);
    if (outcome.kind === 'deadLettered') console.log(`${offset}: ${outcome.reason.code}`);
    done();
  },
});

const server = buildModelServer({ data: Readable.from(records), results, factory: createModelFactory() });
await server.takeModel(await modelInput('wineDecisionTree'));
await server.run();
