import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ModelType } from '@kafka-tutorial/proto';
import { describe, expect, it, vi } from 'vitest';
import { writeTar } from '../../archive/writeTar.ts';
import { runSavedModelCase } from '../../golden/savedModelCase.ts';
import type { RecordSchema } from '../../model.ts';
import { describeModel } from '../../modelContract.ts';
import { DataType } from '../graphDef.ts';
import { tensorflowRuntime } from '../runtime.ts';
import { constant, operation, placeholder } from '../testGraphs.ts';
import { createSavedModel } from './createSavedModel.ts';
import { loadSavedModel } from './loadSavedModel.ts';
import { savedModelFiles } from './savedModelFiles.ts';
import { call, fixtureFiles, functionOf, savedModelOf } from './testSavedModels.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const folder = fileURLToPath(new URL('../../fixtures/savedModel/', import.meta.url));
const numbers = (count: number, letter = 'f') =>
  Array.from({ length: count }, (_, i) => ({ name: `${letter}${i}`, kind: 'number' as const }));
const wine: RecordSchema = { dataType: 'wine', fields: numbers(11) };
const pair: RecordSchema = { dataType: 'pair', fields: numbers(2) };
const record = (scale: number) =>
  Object.fromEntries(wine.fields.map(({ name }, i) => [name, scale * (i + 1)]));

function descriptorOf(files: ReadonlyMap<string, Uint8Array>) {
  const data = writeTar(files);
  return {
    name: 'saved',
    description: 'for tests',
    dataType: 'wine',
    modeltype: ModelType.TENSORFLOWSAVED,
    data,
  };
}

const create = (files: ReadonlyMap<string, Uint8Array>, schema = pair) =>
  createSavedModel(descriptorOf(files), schema);

it.each(readdirSync(folder))('%s scores as TensorFlow, by each of its signatures', async (name) => {
  expect(await runSavedModelCase(`${folder}${name}`)).toEqual({ outcome: 'PASS' });
});

describeModel('a SavedModel of Keras 3', {
  descriptor: descriptorOf(fixtureFiles('tf-savedmodel-keras3-wine')),
  schema: wine,
  good: [record(1), record(-3), record(0.1)],
  bad: { ...record(1), f3: null },
  tolerance: 1e-6,
});

describe('a SavedModel', () => {
  it('may lie in a folder of the archive', async () => {
    const files = [...fixtureFiles('tf-savedmodel-keras3-wine')].map(
      ([path, bytes]) => [`model/1/${path}`, bytes] as const,
    );
    (await create(new Map(files), wine)).cleanup();
  });

  it('gives label and probabilities where its signature has both', async () => {
    const model = await create(fixtureFiles('tf-savedmodel-tf2-signatures'), wine);
    const score = await model.score(record(0.1));
    expect(score).toEqual({
      value: expect.any(Number),
      probabilities: {
        0: expect.any(Number),
        1: expect.any(Number),
        2: expect.any(Number),
        3: expect.any(Number),
      },
    });
    model.cleanup();
  });

  it('calls its classes as labels.txt does', async () => {
    const files = fixtureFiles('tf-savedmodel-keras3-wine');
    files.set('assets/labels.txt', Buffer.from('three\nfour\nfive\nsix\nseven\neight\n'));
    const model = await create(files, wine);
    const score = await model.score(record(0.1));
    expect(score).toMatchObject({ value: expect.stringMatching(/^(three|four|five|six|seven|eight)$/) });
    expect(Object.keys((score as { probabilities: object }).probabilities)).toContain('eight');
    model.cleanup();
  });

  it('is inlined, function in function, a result that is an argument included', async () => {
    const twice = functionOf('twice', 'sum:z:0', operation('sum', 'AddV2', 'a', 'a'));
    const four = functionOf(
      'four',
      'second:output:0',
      call('first', 'twice', 'a'),
      call('second', 'twice', 'first:output:0'),
    );
    const same = functionOf('same', 'a');
    const nodes = [placeholder('x', [-1, 2]), call('c', 'four', 'x'), call('d', 'same', 'c')];
    const graph = await loadSavedModel(savedModelFiles(savedModelOf(nodes, 'd:0', [twice, four, same])));
    const results = graph.execute({ x: { values: Float32Array.of(1, 2), shape: [1, 2] } });
    expect(results.get('y')?.values).toEqual(Float32Array.of(4, 8));
    graph.dispose();
  });

  it('has both branches of a condition computed, and takes the result of one', async () => {
    const twice = functionOf('twice', 'sum:z:0', operation('sum', 'AddV2', 'a', 'a'));
    const minus = functionOf('minus', 'neg:y:0', operation('neg', 'Neg', 'a'));
    const branch = (name: string) => ({ func: { name } });
    const Tcond = { type: DataType.DT_INT32 };
    const attr = { Tcond, then_branch: branch('twice'), else_branch: branch('minus') };
    for (const [condition, values] of [
      [1, [4, 6]],
      [0, [-2, -3]],
    ] as const) {
      const nodes = [
        placeholder('x', [-1, 2]),
        constant('c', [], [condition], DataType.DT_INT32),
        { name: 'if', op: 'StatelessIf', input: ['c', 'x'], attr },
      ];
      const graph = await loadSavedModel(savedModelFiles(savedModelOf(nodes, 'if:0', [twice, minus])));
      const results = graph.execute({ x: { values: Float32Array.of(2, 3), shape: [1, 2] } });
      expect([...(results.get('y')?.values ?? [])]).toEqual(values);
      graph.dispose();
    }
  });

  it('leaves no tensors behind, neither served nor refused', async () => {
    const { tf } = await tensorflowRuntime();
    const before = tf.memory().numTensors;
    const model = await create(fixtureFiles('tf-savedmodel-tf2-signatures'), wine);
    const loaded = tf.memory().numTensors;
    for (let i = 0; i < 10; i++) await model.scoreBatch([record(i), record(-i)]);
    expect(tf.memory().numTensors).toBe(loaded);
    model.cleanup();
    expect(tf.memory().numTensors).toBe(before);
    await expect(create(fixtureFiles('tf-savedmodel-keras3-wine'), pair)).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a SavedModel is refused', () => {
  const x = placeholder('x', [-1, 2]);
  const keras = () => fixtureFiles('tf-savedmodel-keras3-wine');
  const without = (path: string) => {
    const files = keras();
    files.delete(path);
    return files;
  };
  const damaged = (path: string) =>
    keras().set(
      path,
      Uint8Array.from(keras().get(path) ?? [], (byte, i) => (i % 9 ? byte : byte ^ 1)),
    );
  const loop = functionOf('loop', 'again:output:0', call('again', 'loop', 'a'));
  const circle = functionOf('circle', 'b:output:0', operation('b', 'Identity', 'b:output:0'));
  const doubling = Array.from({ length: 20 }, (_, i) =>
    functionOf(`f${i}`, 'q:output:0', call('p', `f${i + 1}`, 'a'), call('q', `f${i + 1}`, 'p:output:0')),
  );

  it.each<[string, string, ReadonlyMap<string, Uint8Array>, string]>([
    ['MODEL_CORRUPT', 'without saved_model.pb', without('saved_model.pb'), 'has 0 files saved_model.pb'],
    [
      'MODEL_CORRUPT',
      'without an index of its variables',
      without('variables/variables.index'),
      'no variables/variables.index',
    ],
    [
      'MODEL_CORRUPT',
      'without the values',
      without('variables/variables.data-00000-of-00001'),
      'are not there',
    ],
    [
      'MODEL_CORRUPT',
      'with other values than the checksum says',
      damaged('variables/variables.data-00000-of-00001'),
      'checksum',
    ],
    ['MODEL_CORRUPT', 'with a damaged index', damaged('variables/variables.index'), 'its index is damaged'],
    [
      'MODEL_CORRUPT',
      'that is two',
      new Map([...keras(), ['b/saved_model.pb', Buffer.from('')]]),
      'has 2 files',
    ],
    ['MODEL_UNSUPPORTED', 'for training', savedModelOf([x], 'x:0', [], ['train']), '[train]'],
    [
      'MODEL_UNSUPPORTED',
      'with an operation that is unknown',
      savedModelOf([x, operation('y', 'Frobnicate', 'x')], 'y:0'),
      'Frobnicate (node y)',
    ],
    [
      'MODEL_UNSUPPORTED',
      'with a function that has one',
      savedModelOf([x, call('c', 'f', 'x')], 'c:0', [
        functionOf('f', 'y:output:0', operation('y', 'While', 'a')),
      ]),
      'While (node c/y)',
    ],
    [
      'MODEL_CORRUPT',
      'whose function calls itself',
      savedModelOf([x, call('c', 'loop', 'x')], 'c:0', [loop]),
      'nested more than 64 deep',
    ],
    [
      'MODEL_CORRUPT',
      'whose nodes run in a circle',
      savedModelOf([x, call('c', 'circle', 'x'), operation('y', 'AddV2', 'c', 'x')], 'y:0', [circle]),
      'circle',
    ],
    [
      'MODEL_TOO_LARGE',
      'whose functions call two that call two',
      savedModelOf([x, call('c', 'f0', 'x')], 'c:0', [
        ...doubling,
        functionOf('f20', 'n:z:0', operation('n', 'Neg', 'a')),
      ]),
      'more than 20000 nodes',
    ],
    [
      'MODEL_CORRUPT',
      'whose function takes what is not there',
      savedModelOf([x, call('c', 'f', 'x')], 'c:0', [functionOf('f', 'nowhere:z:0')]),
      'nowhere:z:0, which is not there',
    ],
    [
      'MODEL_UNSUPPORTED',
      'with a call of a function that is not there',
      savedModelOf([x, call('c', 'f', 'x')], 'c:0'),
      'PartitionedCall (node c)',
    ],
    [
      'MODEL_CORRUPT',
      'with a variable that nothing restores',
      savedModelOf(
        [
          x,
          { name: 'v', op: 'VarHandleOp' },
          operation('r', 'ReadVariableOp', 'v'),
          operation('y', 'Mul', 'x', 'r'),
        ],
        'y:0',
      ),
      'variable v',
    ],
    [
      'MODEL_UNSUPPORTED',
      'whose signature takes a node that is not there',
      savedModelOf([constant('c', [1], [1])], 'c:0'),
      'feeds x:0',
    ],
  ])('with %s %s', async (code, _, files, part) => {
    const error = await create(files).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ name: 'ModelError', code, message: expect.stringContaining(part) });
  });

  it('when it does not have the signature', async () => {
    const files = savedModelFiles(fixtureFiles('tf-savedmodel-tf2-signatures'));
    await expect(loadSavedModel(files, 'other')).rejects.toThrow(
      'has the signatures rank, serving_default; expected other',
    );
  });
});
