import { ModelType } from '@kafka-tutorial/proto';
import { expect, it, vi } from 'vitest';
import { ModelError } from '../errors.ts';
import type { Model, RecordSchema } from '../model.ts';
import { randomNumbers } from '../randomNumbers.ts';
import { initTensorflow, tensorflowRuntime } from './runtime.ts';
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

function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  const copy = Uint8Array.from(bytes);
  const at = below(copy.length);
  switch (below(4)) {
    case 0:
      return copy.subarray(0, at);
    case 1: {
      const from = below(copy.length);
      const length = below(Math.min(200, copy.length - Math.max(at, from)));
      copy.copyWithin(at, from, from + length);
      return copy;
    }
    case 2: {
      const from = below(copy.length);
      return Buffer.concat([copy.subarray(0, at), copy.subarray(from)]);
    }
    default:
      for (let flips = 1 + below(8); flips > 0; flips--) copy[below(copy.length)] = below(256);
      return copy;
  }
}

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
