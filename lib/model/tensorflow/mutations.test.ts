import { ModelType } from '@kafka-tutorial/proto';
import { expect, it, vi } from 'vitest';
import { writeTar } from '../archive/writeTar.ts';
import { ModelError } from '../errors.ts';
import type { Model, RecordSchema } from '../model.ts';
import { randomNumbers } from '../randomNumbers.ts';
import { mutated } from '../testing/mutated.ts';
import { initTensorflow, tensorflowRuntime } from './runtime.ts';
import { createSavedModel } from './savedModel/createSavedModel.ts';
import { fixtureFiles } from './savedModel/testSavedModels.ts';
import { createTensorflowModel } from './tensorflowModel.ts';
import { fixture } from './testGraphs.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const names = ['tf-frozen-wine-mlp', 'tf-frozen-slices-concat', 'tf-frozen-conv1d'];
const wine: RecordSchema = {
  dataType: 'wine',
  fields: Array.from({ length: 11 }, (_, i) => ({ name: `f${i}`, kind: 'number' })),
};
const record = Object.fromEntries(wine.fields.map(({ name }, i) => [name, i]));

it.each(names)('damaged bytes of %s are refused clearly, or score', async (name) => {
  await initTensorflow();
  const { tf } = await tensorflowRuntime();
  const before = tf.memory().numTensors;
  const random = randomNumbers(1);
  for (let i = 0; i < 70; i++) {
    const descriptor = { name: 'm', modeltype: ModelType.TENSORFLOW, data: mutated(fixture(name), random) };
    let model: Model | undefined;
    const start = process.cpuUsage();
    try {
      model = await createTensorflowModel(descriptor, wine);
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).message.length).toBeLessThan(1000);
    }
    model?.score(record);
    model?.cleanup();
    expect(process.cpuUsage(start).user / 1000, `mutation ${i}`).toBeLessThan(2000);
  }
  expect(tf.memory().numTensors).toBe(before);
});

it.each(['saved_model.pb', 'variables/variables.index', 'the archive'])(
  'a SavedModel with %s damaged is refused clearly, or scores',
  async (path) => {
    await initTensorflow();
    const { tf } = await tensorflowRuntime();
    const before = tf.memory().numTensors;
    const random = randomNumbers(2);
    for (let i = 0; i < 100; i++) {
      const files = fixtureFiles('tf-savedmodel-tf2-signatures');
      const whole = files.get(path);
      if (whole) files.set(path, mutated(whole, random));
      const archive = writeTar(files);
      const data = whole ? archive : mutated(archive, random);
      const start = process.cpuUsage();
      try {
        const model = await createSavedModel({ modeltype: ModelType.TENSORFLOWSAVED, data }, wine);
        model.score(record);
        model.cleanup();
      } catch (error) {
        expect(error).toBeInstanceOf(ModelError);
        expect((error as ModelError).message.length).toBeLessThan(1000);
      }
      expect(process.cpuUsage(start).user / 1000, `mutation ${i}`).toBeLessThan(2000);
    }
    expect(tf.memory().numTensors).toBe(before);
  },
);
