import { readFileSync } from 'node:fs';
import { type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { describe, expect, it, vi } from 'vitest';
import { parseCsvRecords } from '../golden/csv.ts';
import type { FeatureRecord, RecordSchema } from '../model.ts';
import { describeModel } from '../modelContract.ts';
import { createOnnxModel } from './createOnnxModel.ts';
import { openOnnxModel } from './openOnnxModel.ts';
import { initOnnx } from './runtime.ts';
import {
  encodeOnnx,
  externalConstant,
  fixture,
  graphAttribute,
  onnxTypes,
  type TestGraph,
  textsAttribute,
} from './testModels.ts';

// Each model that is created is tried in a process first.
vi.setConfig({ testTimeout: 60_000 });

const numbers = (...names: string[]) => names.map((name) => ({ name, kind: 'number' as const }));
const wine: RecordSchema = {
  dataType: 'wine',
  fields: numbers(...Array.from({ length: 11 }, (_, i) => `f${i}`)),
};
const pair: RecordSchema = { dataType: 'pair', fields: numbers('a', 'b') };
const penguins: RecordSchema = {
  dataType: 'penguins',
  fields: [
    ...numbers('bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'),
    ...['island', 'sex'].map((name) => ({ name, kind: 'string' as const })),
  ],
};

function rowsOf(name: string): Record<string, string>[] {
  return parseCsvRecords(
    readFileSync(new URL(`../fixtures/onnx/${name}/input.csv`, import.meta.url), 'utf8'),
  );
}

const wines: FeatureRecord[] = rowsOf('onnx-wine-forest-zipmap').map((row) =>
  Object.fromEntries(Object.values(row).map((cell, i) => [`f${i}`, Number(cell)])),
);
const penguin = {
  ...{ bill_length_mm: 39.1, bill_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 },
  ...{ island: 'Torgersen', sex: 'male' },
};

function descriptorOf(data: Uint8Array, dataType = 'wine'): ModelDescriptorProperties {
  return { name: 'a model', description: 'for tests', dataType, modeltype: ModelType.ONNX, data };
}

describeModel('an ONNX classifier with ZipMap', {
  descriptor: descriptorOf(fixture('onnx-wine-forest-zipmap')),
  schema: wine,
  good: wines,
  bad: { ...wines[0], f3: Number.NaN },
  tolerance: 1e-6,
});

describeModel('an ONNX model with an input for each field', {
  descriptor: descriptorOf(fixture('onnx-penguins-mixed'), 'penguins'),
  schema: penguins,
  good: [penguin, { ...penguin, bill_length_mm: 50, flipper_length_mm: 220, island: 'Biscoe' }],
  bad: { ...penguin, island: 3 },
  tolerance: 1e-6,
});

const x = { name: 'x', shape: [-1, 2] };
const y = { name: 'y', shape: [-1, 2] };
const relu: TestGraph = { nodes: [{ op: 'Relu', inputs: ['x'], outputs: ['y'] }], inputs: [x], outputs: [y] };

const open = (graph: TestGraph, schema = pair) => openOnnxModel(descriptorOf(encodeOnnx(graph)), schema);

describe('scores of an ONNX model', () => {
  it('are named by the labels of its classifier, which ZipMap has', async () => {
    const model = await openOnnxModel(descriptorOf(fixture('onnx-wine-forest-zipmap')), wine);
    const score = await model.score(wines[0] ?? {});
    expect(score).toMatchObject({ value: 5, probabilities: { 5: expect.closeTo(0.5699798, 5) } });
    model.cleanup();
  });

  it('are named by labels that are texts', async () => {
    const model = await openOnnxModel(descriptorOf(fixture('onnx-penguins-mixed'), 'penguins'), penguins);
    expect(await model.score(penguin)).toMatchObject({
      value: 'Adelie',
      probabilities: {
        Adelie: expect.any(Number),
        Chinstrap: expect.any(Number),
        Gentoo: expect.any(Number),
      },
    });
    model.cleanup();
  });

  it('are the class index and no probabilities where the numbers are none', async () => {
    const model = await open(relu);
    expect(
      await model.scoreBatch([
        { a: 1, b: 7 },
        { a: 3, b: -1 },
      ]),
    ).toEqual([{ value: 1 }, { value: 0 }]);
    model.cleanup();
  });

  it('fail for a record whose numbers are none, and for no other', async () => {
    const model = await open({ ...relu, nodes: [{ op: 'Log', inputs: ['x'], outputs: ['y'] }] });
    expect(
      await model.scoreBatch([
        { a: 1, b: 2 },
        { a: -1, b: 1 },
      ]),
    ).toEqual([{ value: 1 }, expect.objectContaining({ code: 'SCORING_FAILED' })]);
    model.cleanup();
  });

  it('take missing values where the model handles them, and else refuse them', async () => {
    const handles = await open({
      nodes: [
        { op: 'IsNaN', inputs: ['x'], outputs: ['n'] },
        { op: 'ConstantOfShape', inputs: ['s'], outputs: ['zero'] },
        { op: 'Exp', inputs: ['zero'], outputs: ['one'] },
        { op: 'Where', inputs: ['n', 'one', 'x'], outputs: ['y'] },
      ],
      inputs: [x],
      outputs: [y],
      integers: { s: [1] },
    });
    expect(await handles.score({ a: 0.5, b: null })).toEqual({ value: 1 });
    handles.cleanup();
    const encodes = await openOnnxModel(descriptorOf(fixture('onnx-penguins-mixed'), 'penguins'), penguins);
    expect(await encodes.score({ ...penguin, sex: null })).toHaveProperty('value');
    encodes.cleanup();
    const other = await open(relu);
    expect(await other.score({ a: 0.5, b: null })).toMatchObject({ code: 'RECORD_INVALID' });
    other.cleanup();
  });
});

describe('the batch of an ONNX model', () => {
  it.each([1, 3])('of fixed size %i is filled up, and records beyond it run again', async (size) => {
    const model = await open({
      ...relu,
      inputs: [{ name: 'x', shape: [size, 2] }],
      outputs: [{ name: 'y', shape: [size, 2] }],
    });
    const records = [1, 2, 3, 4, 5].map((a) => ({ a, b: a % 2 === 0 ? 9 : 0.5 }));
    expect(await model.scoreBatch(records)).toEqual([0, 1, 0, 1, 0].map((value) => ({ value })));
    model.cleanup();
  });

  it('may have the numbers and the texts of a record as one tensor each', async () => {
    const model = await open(
      {
        nodes: [
          { op: 'Relu', inputs: ['num'], outputs: ['y'] },
          { op: 'Identity', inputs: ['cat'], outputs: ['label'] },
        ],
        inputs: [
          { name: 'num', shape: [-1, 2] },
          { name: 'cat', shape: [-1, 1], type: onnxTypes.string },
        ],
        outputs: [y, { name: 'label', shape: [-1, 1], type: onnxTypes.string }],
      },
      { dataType: 'pair', fields: [...numbers('a', 'b'), { name: 'c', kind: 'string' }] },
    );
    expect(await model.score({ a: 0.25, b: 0.75, c: 'x' })).toEqual({
      value: 'x',
      probabilities: { 0: 0.25, 1: 0.75 },
    });
    model.cleanup();
  });

  it('scores while another one runs', async () => {
    const model = await open(relu);
    const both = await Promise.all([model.scoreBatch([{ a: 1, b: 2 }]), model.scoreBatch([{ a: 2, b: 1 }])]);
    expect(both).toEqual([[{ value: 1 }], [{ value: 0 }]]);
    model.cleanup();
    expect(await model.score({ a: 1, b: 2 })).toMatchObject({ code: 'SCORING_FAILED' });
  });
});

describe('an ONNX model is refused', () => {
  const node = (op: string, more = {}) => ({
    ...relu,
    nodes: [{ op, inputs: ['x'], outputs: ['y'], name: 'n1', ...more }],
  });
  it.each<[string, string, Uint8Array, string]>([
    ['MODEL_CORRUPT', 'of no bytes', new Uint8Array(), 'it has no graph'],
    ['MODEL_CORRUPT', 'that is a text', Buffer.from('<PMML/>'), 'not an ONNX model'],
    [
      'MODEL_CORRUPT',
      'that is cut off',
      fixture('onnx-wine-boosting').subarray(0, 5000),
      'damaged or cut off',
    ],
    [
      'MODEL_UNSUPPORTED',
      'with an unknown operation',
      encodeOnnx(node('Frobnicate')),
      'Frobnicate with domain_version of 13 (node n1)',
    ],
    ['MODEL_UNSUPPORTED', 'with a loop', encodeOnnx(node('Loop')), 'Loop (node n1): it may never end'],
    [
      'MODEL_UNSUPPORTED',
      'with a loop within a branch',
      encodeOnnx(
        node('If', {
          attributes: [graphAttribute('then_branch', [{ op: 'Loop', inputs: [], outputs: ['z'] }])],
        }),
      ),
      'Loop (node z)',
    ],
    [
      'MODEL_UNSUPPORTED',
      'with random numbers',
      encodeOnnx(node('RandomNormalLike')),
      'another score each time',
    ],
    [
      'MODEL_UNSUPPORTED',
      'with constants in other files',
      encodeOnnx({ ...relu, initializers: [externalConstant('w', '/etc/passwd')] }),
      'keeps the constant w in another file',
    ],
    [
      'MODEL_UNSUPPORTED',
      'that works on with maps',
      encodeOnnx({
        ...relu,
        nodes: [
          {
            op: 'ZipMap',
            domain: 'ai.onnx.ml',
            inputs: ['x'],
            outputs: ['z'],
            attributes: [textsAttribute('classlabels_strings', ['p', 'q'])],
          },
          { op: 'Identity', inputs: ['z'], outputs: ['y'], name: 'after' },
        ],
      }),
      'node after, Identity',
    ],
    [
      'MODEL_INPUT_MISMATCH',
      'for other fields',
      encodeOnnx({
        ...relu,
        inputs: [{ name: 'x', shape: [-1, 3] }],
        outputs: [{ name: 'y', shape: [-1, 3] }],
      }),
      '[?, 3]',
    ],
    [
      'MODEL_INPUT_MISMATCH',
      'for a feature that the data type lacks',
      encodeOnnx({
        nodes: [{ op: 'Add', inputs: ['a', 'sugar'], outputs: ['y'] }],
        inputs: [
          { name: 'a', shape: [-1, 1] },
          { name: 'sugar', shape: [-1, 1] },
        ],
        outputs: [{ name: 'y', shape: [-1, 1] }],
      }),
      'needs the feature sugar, a number, which the data type pair lacks',
    ],
    [
      'MODEL_UNSUPPORTED',
      'that mixes the records',
      encodeOnnx({
        ...relu,
        nodes: [{ op: 'ReduceSum', inputs: ['x', 'axis'], outputs: ['y'] }],
        integers: { axis: [0] },
        outputs: [{ name: 'y', shape: [1, 2] }],
      }),
      'y [1,2]',
    ],
  ])('with %s %s', async (code, _, data, part) => {
    const error = await openOnnxModel(descriptorOf(data), pair).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ name: 'ModelError', code, message: expect.stringContaining(part) });
  });

  it('when it asks for gigabytes', async () => {
    const graph = {
      ...relu,
      nodes: [
        { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'] },
        { op: 'ReduceSum', inputs: ['c'], outputs: ['r'] },
        { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
      ],
      integers: { s: [25_000, 20_000] },
    };
    await expect(createOnnxModel(descriptorOf(encodeOnnx(graph)), pair)).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
    });
  });

  it('when its first scores take too long, without keeping this process from its work', async (test) => {
    const { engine } = await initOnnx();
    if (engine !== 'wasm') test.skip(`the engine is ${engine}, which is faster`);
    const graph = {
      ...relu,
      nodes: [
        { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'] },
        { op: 'MatMul', inputs: ['c', 'c'], outputs: ['p'] },
        { op: 'ReduceSum', inputs: ['p'], outputs: ['r'] },
        { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
      ],
      integers: { s: [4_000, 4_000] },
    };
    const { user: before } = process.cpuUsage();
    await expect(createOnnxModel(descriptorOf(encodeOnnx(graph)), pair)).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
      message: expect.stringContaining('first scores'),
    });
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(2);
  });
});
