import { parentPort, workerData } from 'node:worker_threads';
import { modelCatalog, readModelDescriptor } from '@kafka-tutorial/data';
import { createModelFactory, type FeatureRecord } from '@kafka-tutorial/model';
import type { WorkerAnswer } from '../solution/workerPool.ts';

// A worker that scores with the model that `workerData` names.
const entry = (await modelCatalog()).find(({ name }) => name === workerData);
if (!parentPort || !entry) throw new TypeError(`no thread, or no model "${workerData}"`);
const port = parentPort;
const model = await createModelFactory().create(await readModelDescriptor(entry));

port.on('message', async (record: FeatureRecord) => {
  const outcome = await model.score(record);
  const answer: WorkerAnswer = outcome instanceof Error ? { error: outcome.message } : { score: outcome };
  port.postMessage(answer);
});
