import { ModelType } from '@kafka-tutorial/proto';
import { expect, it, vi } from 'vitest';
import { ModelError } from '../errors.ts';
import type { RecordSchema } from '../model.ts';
import { randomNumbers } from '../randomNumbers.ts';
import { mutated } from '../testing/mutated.ts';
import { openOnnxModel } from './openOnnxModel.ts';
import { fixture } from './testModels.ts';

// Starting WebAssembly takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const wine: RecordSchema = {
  dataType: 'wine',
  fields: Array.from({ length: 11 }, (_, i) => ({ name: `f${i}`, kind: 'number' })),
};
const record = Object.fromEntries(wine.fields.map(({ name }, i) => [name, i]));
const names = ['onnx-wine-logistic', 'onnx-wine-forest-zipmap', 'onnx-conv-two-outputs', 'onnx-keras-mlp'];

it.each(names)('damaged bytes of %s are refused clearly, or score', async (name) => {
  const random = randomNumbers(1);
  for (let i = 0; i < 100; i++) {
    const data = mutated(fixture(name), random);
    const start = process.cpuUsage();
    try {
      const model = await openOnnxModel({ name: 'm', modeltype: ModelType.ONNX, data }, wine);
      await model.score(record);
      model.cleanup();
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).message.length).toBeLessThan(1000);
    }
    expect(process.cpuUsage(start).user / 1000, `mutation ${i}`).toBeLessThan(2000);
  }
  expect(process.memoryUsage().rss / 2 ** 20).toBeLessThan(2000);
});
