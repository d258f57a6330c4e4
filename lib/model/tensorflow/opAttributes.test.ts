import { describe, expect, it, vi } from 'vitest';
import { loadFrozenGraph } from './frozenGraph.ts';
import type { AttrValue } from './graphDef.ts';
import { constant, encodeGraph, placeholder, type TestNode } from './testGraphs.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const image = placeholder('x', [-1, 1, 1, 1]);
const one = (name: string, value: number) => constant(name, [1], [value]);
const text = (value: string): AttrValue => ({ s: Buffer.from(value) });

const batchNorm = (attr: Record<string, AttrValue>): TestNode[] => [
  ...[image, one('scale', 1), one('offset', 0), one('mean', 0), one('variance', 0)],
  { name: 'y', op: 'FusedBatchNormV3', input: ['x', 'scale', 'offset', 'mean', 'variance'], attr },
];

describe('attributes that a node leaves out', () => {
  it("have TensorFlow's default, not that of tfjs", async () => {
    const graph = await loadFrozenGraph(encodeGraph(...batchNorm({ is_training: { b: false } })));
    const { values } =
      graph.execute({ x: { values: Float32Array.of(1), shape: [1, 1, 1, 1] } }).get('y') ?? {};
    // 1 / √0.0001; tfjs takes 0.001 for epsilon.
    expect(values?.[0]).toBeCloseTo(100, 2);
    graph.dispose();
  });

  it('are filled in where tfjs fails without', async () => {
    const filter = constant('w', [1, 1, 1, 1], [3]);
    const strides = { list: { i: [1, 1, 1, 1] as never[] } };
    const conv: TestNode = {
      name: 'y',
      op: 'Conv2D',
      input: ['x', 'w'],
      attr: { strides, padding: text('SAME') },
    };
    const graph = await loadFrozenGraph(encodeGraph(image, filter, conv));
    const { values } =
      graph.execute({ x: { values: Float32Array.of(2), shape: [1, 1, 1, 1] } }).get('y') ?? {};
    expect(values?.[0]).toBe(6);
    graph.dispose();
  });
});

describe('values of attributes that tfjs would ignore', () => {
  it.each<[string, TestNode[], string]>([
    ['batch statistics, the default', batchNorm({}), 'FusedBatchNormV3 (node y) with a value of is_training'],
    ['channels first', batchNorm({ is_training: { b: false }, data_format: text('NCHW') }), 'data_format'],
    [
      'another axis of OneHot',
      [
        placeholder('x', [-1]),
        { name: 'y', op: 'OneHot', input: ['x', 'x', 'x', 'x'], attr: { axis: { i: 0 as never } } },
      ],
      'axis',
    ],
    [
      'padding of its own for a pool',
      [image, { name: 'y', op: 'MaxPool', input: ['x'], attr: { padding: text('EXPLICIT') } }],
      'padding',
    ],
  ])('are refused: %s', async (_, nodes, part) => {
    await expect(loadFrozenGraph(encodeGraph(...nodes))).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringContaining(part),
    });
  });
});
