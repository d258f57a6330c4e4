import { readFile } from 'node:fs/promises';
import { createModelFactory, initTensorflow, ModelError, type RecordSchema } from '@kafka-tutorial/model';
import { ModelType } from '@kafka-tutorial/proto';

const names = `fixed_acidity volatile_acidity citric_acid residual_sugar chlorides free_sulfur_dioxide
  total_sulfur_dioxide density pH sulphates alcohol`.split(/\s+/);
const schema: RecordSchema = { dataType: 'wine', fields: names.map((name) => ({ name, kind: 'number' })) };
const values = [9.4, 0.615, 0.28, 3.2, 0.087, 18, 72, 1.0001, 3.31, 0.53, 9.7];
const wine = Object.fromEntries(names.map((name, i) => [name, values[i]]));

const { engine } = await initTensorflow('wasm');
console.log(`TensorFlow runs on ${engine}`);

const data = await readFile(new URL('fixtures/tensorflow/tf-frozen-wine-mlp/model.pb', import.meta.url));
const descriptor = { name: 'wine', dataType: 'wine', modeltype: ModelType.TENSORFLOW, data };
const model = await createModelFactory().create(descriptor, schema);

for (const outcome of await model.scoreBatch([wine, { ...wine, pH: undefined }])) {
  if (outcome instanceof ModelError) console.log(`${outcome.code}: ${outcome.message}`);
  else
    console.log(`class ${outcome.value}, p = ${outcome.probabilities?.[String(outcome.value)]?.toFixed(3)}`);
}
model.cleanup();
