import { readFileSync } from 'node:fs';
import { type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { describe, expect, it, vi } from 'vitest';
import { ModelError } from '../errors.ts';
import { parseCsv } from '../golden/csv.ts';
import type { FeatureRecord, RecordSchema } from '../model.ts';
import { describeModel } from '../modelContract.ts';
import { DataType } from './graphDef.ts';
import { tensorflowRuntime } from './runtime.ts';
import { createTensorflowModel } from './tensorflowModel.ts';
import { constant, encodeGraph, fixture, operation, placeholder, type TestNode } from './testGraphs.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const wine: RecordSchema = {
  dataType: 'wine',
  fields: Array.from({ length: 11 }, (_, i) => ({ name: `f${i}`, kind: 'number' })),
};
const [, ...wineRows] = parseCsv(
  readFileSync(new URL('../fixtures/tensorflow/tf-frozen-wine-mlp/input.csv', import.meta.url), 'utf8'),
);
const wines: FeatureRecord[] = wineRows.map((row) =>
  Object.fromEntries(row.map((cell, i) => [`f${i}`, Number(cell)])),
);
const [first = {}, second = {}] = wines;

function descriptorOf(data: Uint8Array): ModelDescriptorProperties {
  return {
    name: 'a model',
    description: 'for tests',
    dataType: 'wine',
    modeltype: ModelType.TENSORFLOW,
    data,
  };
}

describeModel('a frozen TensorFlow graph', {
  descriptor: descriptorOf(fixture('tf-frozen-wine-mlp')),
  schema: wine,
  good: wines,
  bad: { ...first, f3: Number.NaN },
  // The engine adds up in another order when a batch has another size.
  tolerance: 1e-6,
});

const pair: RecordSchema = {
  dataType: 'pair',
  fields: [
    { name: 'a', kind: 'number' },
    { name: 'b', kind: 'number' },
  ],
};
const x = placeholder('x', [-1, 2]);

function pairModel(...nodes: Parameters<typeof encodeGraph>) {
  return createTensorflowModel(descriptorOf(encodeGraph(...nodes)), pair);
}

describe('createTensorflowModel', () => {
  it('gives probabilities by class index where Softmax or Sigmoid computed them', async () => {
    const model = await pairModel(x, operation('p', 'Softmax', 'x'), operation('y', 'Identity', 'p'));
    const score = model.score({ a: 0, b: Math.log(3) });
    expect(score).toEqual({
      value: 1,
      probabilities: { 0: expect.closeTo(0.25, 6), 1: expect.closeTo(0.75, 6) },
    });
  });

  it('gives only the class where other operations computed the scores', async () => {
    const model = await pairModel(x, operation('y', 'Relu', 'x'));
    expect(model.score({ a: 5, b: 2 })).toEqual({ value: 0 });
  });

  it('gives the number of an output [batch, 1]', async () => {
    const model = await pairModel(x, constant('w', [2, 1], [10, 1]), operation('y', 'MatMul', 'x', 'w'));
    expect(model.score({ a: 4, b: 2 })).toEqual({ value: 42 });
  });

  it('feeds inputs of one value by their names', async () => {
    const model = await pairModel(
      placeholder('B', [-1]),
      placeholder('A', [-1]),
      operation('y', 'Sub', 'A', 'B'),
    );
    expect(
      model.scoreBatch([
        { a: 5, b: 2 },
        { b: 1, a: 1 },
      ]),
    ).toEqual([{ value: 3 }, { value: 0 }]);
  });

  it.each([
    ['a missing field', { a: 1 }, 'Field b: expected a number, got no value.'],
    ['null', { a: null, b: 1 }, 'Field a: expected a number, got no value.'],
    ['NaN', { a: Number.NaN, b: 1 }, 'Field a: expected a number, got NaN.'],
    ['a text', { a: '1', b: 1 }, 'Field a: expected a number, got "1".'],
    ['infinity', { a: 1, b: Number.POSITIVE_INFINITY }, 'Field b: expected a number, got Infinity.'],
  ])('refuses a record with %s', async (_, record, message) => {
    const model = await pairModel(x, operation('y', 'Relu', 'x'));
    expect(model.score(record)).toMatchObject({ code: 'RECORD_INVALID', message });
  });

  it('takes only whole numbers of 32 bits for integer inputs', async () => {
    const int = { type: DataType.DT_INT32 };
    const model = await pairModel(placeholder('a', [-1], DataType.DT_INT32), {
      name: 'y',
      op: 'Cast',
      input: ['a'],
      attr: { SrcT: int, DstT: { type: DataType.DT_FLOAT } },
    });
    const [whole, broken, large] = model.scoreBatch([{ a: 7 }, { a: 7.5 }, { a: 2 ** 31 }]) as [
      object,
      object,
      object,
    ];
    expect(whole).toEqual({ value: 7 });
    expect(broken).toMatchObject({ code: 'RECORD_INVALID' });
    expect(large).toMatchObject({ code: 'RECORD_INVALID' });
  });

  it('fails only for the record whose score is no number', async () => {
    const model = await pairModel(placeholder('a', [-1]), operation('y', 'Log', 'a'));
    expect(model.scoreBatch([{ a: 1 }, { a: -1 }])).toEqual([
      { value: 0 },
      expect.objectContaining({ code: 'SCORING_FAILED' }),
    ]);
  });

  it('fails with SCORING_FAILED after cleanup', async () => {
    const model = await pairModel(x, constant('w', [2], [1, 2]), operation('y', 'Mul', 'x', 'w'));
    model.cleanup();
    expect(model.score({ a: 1, b: 2 })).toMatchObject({ code: 'SCORING_FAILED' });
  });

  it('leaves no tensors behind: not by scoring, not by cleanup, not by a refused model', async () => {
    const { tf } = await tensorflowRuntime();
    const before = tf.memory().numTensors;
    const model = await createTensorflowModel(descriptorOf(fixture('tf-frozen-wine-mlp')), wine);
    const loaded = tf.memory().numTensors;
    expect(loaded).toBeGreaterThan(before);
    model.scoreBatch(wines);
    model.score(first);
    expect(tf.memory().numTensors).toBe(loaded);
    model.cleanup();
    expect(tf.memory().numTensors).toBe(before);
    await expect(createTensorflowModel(descriptorOf(fixture('tf-frozen-wine-mlp')), pair)).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frees the constants of a graph that tfjs cannot load', async () => {
    const { tf } = await tensorflowRuntime();
    const before = tf.memory().numTensors;
    const image = constant('image', [1, 2, 2, 1], [1]);
    // A number, where tfjs reads a text.
    const padding = { f: 1 };
    const y: TestNode = { name: 'y', op: 'Conv2D', input: ['x', 'image'], attr: { padding } };
    await expect(pairModel(x, image, y)).rejects.toMatchObject({
      code: 'MODEL_CORRUPT',
      message: expect.stringContaining('tfjs cannot load the graph'),
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('answers at once', async () => {
    const model = await createTensorflowModel(descriptorOf(fixture('tf-frozen-wine-mlp')), wine);
    expect(model.scoreBatch([first, second])).toHaveLength(2);
  });

  it('refuses with MODEL_UNSUPPORTED an operation that the wasm engine lacks', async (test) => {
    const { engine } = await tensorflowRuntime();
    if (engine !== 'wasm') test.skip(`the engine is ${engine}`);
    const equation = { s: Buffer.from('bb->b') };
    const y: TestNode = { name: 'y', op: 'Einsum', input: ['x'], attr: { equation } };
    await expect(pairModel(x, y)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringContaining("Kernel 'Einsum' not registered"),
    });
  });

  it.each<[string, string, TestNode[], string]>([
    [
      'MODEL_UNSUPPORTED',
      'an unknown operation',
      [x, operation('y', 'Frobnicate', 'x')],
      'Frobnicate (node y)',
    ],
    [
      'MODEL_UNSUPPORTED',
      'two outputs',
      [x, operation('y', 'Abs', 'x'), operation('z', 'Neg', 'x')],
      'outputs y, z',
    ],
    [
      'MODEL_INPUT_MISMATCH',
      'other fields',
      [placeholder('x', [-1, 3]), operation('y', 'Abs', 'x')],
      '[?, 3]',
    ],
    [
      'MODEL_INPUT_MISMATCH',
      'an input of unknown shape whose weights take other fields',
      [placeholder('x', undefined), constant('w', [3, 1], [1]), operation('y', 'MatMul', 'x', 'w')],
      'x = 2 fields',
    ],
    [
      'MODEL_UNSUPPORTED',
      'an output that mixes the records',
      [x, constant('axis', [1], [0], DataType.DT_INT32), operation('y', 'Sum', 'x', 'axis')],
      'y [2]',
    ],
    [
      'MODEL_CORRUPT',
      'a circle',
      [x, operation('a', 'Add', 'x', 'b'), operation('b', 'Identity', 'a'), operation('y', 'Abs', 'b')],
      'circle',
    ],
  ])('refuses with %s %s', async (code, _, nodes, part) => {
    const error = await pairModel(...nodes).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(part) });
  });
});
