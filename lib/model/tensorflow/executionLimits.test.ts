import { ModelType } from '@kafka-tutorial/proto';
import { expect, it, vi } from 'vitest';
import type { RecordSchema } from '../model.ts';
import { type AttrValue, DataType } from './graphDef.ts';
import { initTensorflow } from './runtime.ts';
import { createTensorflowModel } from './tensorflowModel.ts';
import {
  constant,
  encodeGraph,
  integer,
  integers,
  operation,
  placeholder,
  type TestNode,
} from './testGraphs.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const pair: RecordSchema = {
  dataType: 'pair',
  fields: [
    { name: 'a', kind: 'number' },
    { name: 'b', kind: 'number' },
  ],
};
const x = placeholder('x', [-1, 2]);
const row = constant('row', [1, 2 ** 20], [1]);

function load(...nodes: TestNode[]) {
  const descriptor = { name: 'm', modeltype: ModelType.TENSORFLOW, data: encodeGraph(...nodes) };
  return createTensorflowModel(descriptor, pair);
}

function typed(name: string, op: string, attr: Record<string, AttrValue>, ...input: string[]): TestNode {
  return { name, op, input, attr: { T: { type: DataType.DT_FLOAT }, ...attr } };
}

/** Adds the sum of a tensor, whatever its shape, to the input, so that the graph needs it. */
function summed(name: string): TestNode[] {
  return [
    integers('flat', -1),
    operation('vector', 'Reshape', name, 'flat'),
    integer('axis', 0),
    operation('sum', 'Sum', 'vector', 'axis'),
    operation('y', 'AddV2', 'x', 'sum'),
  ];
}

/** Of computing since then: other processes of a busy machine do not count. */
function milliseconds(since: NodeJS.CpuUsage): number {
  return process.cpuUsage(since).user / 1000;
}

function chain(length: number, node: (name: string, previous: string) => TestNode): TestNode[] {
  return Array.from({ length }, (_, i) => node(`n${i}`, i === 0 ? 'x' : `n${i - 1}`));
}

const ints = { type: DataType.DT_INT32 };
const unit = { list: { i: [1, 1, 1, 1] as never[] } };
const convolution = {
  padding: { s: Buffer.from('SAME') },
  data_format: { s: Buffer.from('NHWC') },
  strides: unit,
  dilations: unit,
};

it.each<[string, TestNode[]]>([
  ['Fill', [integers('s', 2 ** 14, 2 ** 14), constant('v', [], [1]), operation('big', 'Fill', 's', 'v')]],
  [
    'Range',
    [
      constant('from', [], [0]),
      constant('to', [], [1]),
      constant('by', [], [1e-9]),
      operation('big', 'Range', 'from', 'to', 'by'),
    ],
  ],
  ['LinSpace', [constant('v', [], [1]), integer('n', 2 ** 28), operation('big', 'LinSpace', 'v', 'v', 'n')]],
  ['Tile', [integers('s', 2 ** 14, 2 ** 13), operation('big', 'Tile', 'x', 's')]],
  [
    'BroadcastTo',
    [constant('v', [], [1]), integers('s', 2 ** 28), operation('big', 'BroadcastTo', 'v', 's')],
  ],
  [
    'BroadcastTo of a million dimensions',
    [
      constant('v', [], [1]),
      constant('s', [2 ** 20], [1], DataType.DT_INT32),
      operation('big', 'BroadcastTo', 'v', 's'),
    ],
  ],
  [
    'Reshape to sixteen dimensions',
    [constant('v', [1], [1]), integers('s', ...Array(16).fill(1)), operation('big', 'Reshape', 'v', 's')],
  ],
  ['Pad', [constant('p', [2, 2], [0, 0, 0, 2 ** 28], DataType.DT_INT32), operation('big', 'Pad', 'x', 'p')]],
  [
    'OneHot',
    [
      integers('i', 1),
      integer('depth', 2 ** 28),
      constant('v', [], [1]),
      typed('big', 'OneHot', { TI: ints }, 'i', 'depth', 'v', 'v'),
    ],
  ],
  [
    'ScatterNd',
    [
      constant('i', [1, 1], [0], DataType.DT_INT32),
      constant('v', [1], [1]),
      integers('s', 2 ** 28),
      operation('big', 'ScatterNd', 'i', 'v', 's'),
    ],
  ],
  [
    'GatherV2',
    [
      row,
      constant('i', [2 ** 10], [0], DataType.DT_INT32),
      integer('axis0', 0),
      operation('big', 'GatherV2', 'row', 'i', 'axis0'),
    ],
  ],
  [
    'ResizeBilinear',
    [
      constant('image', [1, 2, 2, 1], [1]),
      integers('s', 2 ** 14, 2 ** 14),
      operation('big', 'ResizeBilinear', 'image', 's'),
    ],
  ],
  [
    'Conv2DBackpropInput',
    [
      constant('image', [1, 2, 2, 1], [1]),
      constant('f', [1, 1, 1, 1], [1]),
      integers('s', 1, 2 ** 14, 2 ** 14, 1),
      typed('big', 'Conv2DBackpropInput', convolution, 's', 'f', 'image'),
    ],
  ],
  [
    'Conv2D with as many weights as pixels',
    [
      constant('image', [1, 1024, 1024, 1], [1]),
      constant('f', [1024, 1024, 1, 1], [1]),
      typed('big', 'Conv2D', convolution, 'image', 'f'),
    ],
  ],
  [
    'MatMul of a column and a row',
    [row, constant('column', [2 ** 20, 1], [1]), operation('big', 'MatMul', 'column', 'row')],
  ],
  [
    'MatMul with 2^33 multiplications',
    [constant('w', [2048, 2048], [1]), operation('big', 'MatMul', 'w', 'w')],
  ],
  ['broadcasting', [row, constant('column', [2 ** 20, 1], [1]), operation('big', 'AddV2', 'column', 'row')]],
  ['Tile of Tile', [integers('s', 1, 2), ...chain(30, (name, from) => operation(name, 'Tile', from, 's'))]],
  [
    'ConcatV2 with itself, again and again',
    [integer('one', 1), ...chain(30, (name, from) => operation(name, 'ConcatV2', from, from, 'one'))],
  ],
  ['Exp of a large constant, again and again', [row, ...chain(30, (name) => operation(name, 'Exp', 'row'))]],
])('refuses a graph that expands by %s at once', async (_, nodes) => {
  await initTensorflow();
  const last = nodes.at(-1)?.name ?? '';
  const several = nodes.filter(({ op }) => op === 'Exp').map(({ name }) => name);
  const end = several.length > 0 ? [operation('all', 'AddN', ...several), ...summed('all')] : summed(last);
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  await expect(load(x, ...nodes, ...end)).rejects.toMatchObject({
    code: 'MODEL_TOO_LARGE',
    message: expect.stringContaining('The graph computes too much'),
  });
  expect(milliseconds(start)).toBeLessThan(2000);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
});

it('splits a batch that is too large for one execution', async () => {
  const wide = constant('wide', [2, 4096], [1]);
  const model = await load(
    x,
    wide,
    operation('h', 'MatMul', 'x', 'wide'),
    integers('axis', 1),
    operation('y', 'Max', 'h', 'axis'),
  );
  const records = Array.from({ length: 5000 }, (_, i) => ({ a: i, b: 1 }));
  expect(model.scoreBatch(records)).toEqual(records.map(({ a }) => ({ value: a + 1 })));
  model.cleanup();
});

it('fails for the record alone whose values ask for too much', async () => {
  const model = await load(
    placeholder('a', [-1]),
    placeholder('b', [-1]),
    integer('axis', 0),
    operation('most', 'Max', 'a', 'axis'),
    typed('count', 'Cast', { SrcT: { type: DataType.DT_FLOAT }, DstT: ints }, 'most'),
    operation('shape', 'Pack', 'count'),
    constant('v', [], [1]),
    operation('big', 'Fill', 'shape', 'v'),
    operation('sum', 'Sum', 'big', 'axis'),
    operation('product', 'Mul', 'b', 'sum'),
  );
  expect(
    model.scoreBatch([
      { a: 3, b: 2 },
      { a: 2 ** 28, b: 2 },
    ]),
  ).toEqual([{ value: 6 }, expect.objectContaining({ code: 'SCORING_FAILED' })]);
  model.cleanup();
});

it('takes five thousand nodes in a row, and not one more', async () => {
  const nodes = chain(4_999, (name, from) => operation(name, 'Neg', from));
  const start = process.cpuUsage();
  (await load(x, ...nodes)).cleanup();
  expect(milliseconds(start)).toBeLessThan(2000);
  await expect(load(x, ...nodes, operation('y', 'Abs', 'n4998'))).rejects.toMatchObject({
    code: 'MODEL_TOO_LARGE',
    message: 'The graph has 5001 nodes; the limit is 5000.',
  });
});

it('refuses a constant that repeats a value more often than 16 MiB hold', async () => {
  await expect(load(x, constant('w', [2 ** 23], [1]), operation('y', 'Mul', 'x', 'w'))).rejects.toMatchObject(
    { code: 'MODEL_TOO_LARGE', message: expect.stringContaining('The constants') },
  );
});
