import { expect, it, vi } from 'vitest';
import { loadFrozenGraph } from './frozenGraph.ts';
import { type AttrValue, DataType, readGraphDef } from './graphDef.ts';
import { rewriteOps } from './rewriteOps.ts';
import { constant, encodeGraph, placeholder } from './testGraphs.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

function oneHot(type: DataType): Uint8Array {
  const attr: Record<string, AttrValue> = {
    T: { type },
    TI: { type: DataType.DT_INT32 },
    axis: { i: -1 as never },
  };
  return encodeGraph(
    placeholder('code', [-1], DataType.DT_INT32),
    constant('depth', [], [3], DataType.DT_INT32),
    constant('on', [], type === DataType.DT_FLOAT ? [2.5] : [2], type),
    constant('off', [], [-1], type),
    { name: 'y', op: 'OneHot', input: ['code', 'depth', 'on', 'off'], attr },
  );
}

async function execute(bytes: Uint8Array): Promise<number[]> {
  const graph = await loadFrozenGraph(bytes);
  try {
    const results = graph.execute({ code: { values: Int32Array.of(1, 0, 7), shape: [3] } });
    return [...(results.get('y')?.values ?? [])];
  } finally {
    graph.dispose();
  }
}

async function executeOne(op: string, x: number[], attr: Record<string, AttrValue> = {}): Promise<number[]> {
  const T = { type: DataType.DT_FLOAT };
  const graph = await loadFrozenGraph(
    encodeGraph(placeholder('x', [-1]), { name: 'y', op, input: ['x'], attr: { T, ...attr } }),
  );
  try {
    const results = graph.execute({ x: { values: Float32Array.from(x), shape: [x.length] } });
    return [...(results.get('y')?.values ?? [])];
  } finally {
    graph.dispose();
  }
}

it('computes Erfc, Softsign and Bucketize, which tfjs lacks', async () => {
  const near = (values: number[]) => values.map((value) => expect.closeTo(value, 6));
  expect(await executeOne('Erfc', [0, 0.5, -2])).toEqual(near([1, 0.4795001, 1.9953223]));
  expect(await executeOne('Softsign', [0, 3, -1])).toEqual(near([0, 0.75, -0.5]));
  const boundaries = { list: { f: [-1, 0, 2.5] } };
  expect(await executeOne('Bucketize', [-5, -1, 0, 2, 2.5, 9], { boundaries })).toEqual([0, 1, 2, 2, 3, 3]);
});

it('computes a OneHot of floats on wasm, which fails at that by itself', async () => {
  expect(await execute(oneHot(DataType.DT_FLOAT))).toEqual([-1, 2.5, -1, 2.5, -1, -1, -1, -1, -1]);
});

it('leaves a OneHot of integers as it is', async () => {
  const graph = readGraphDef(oneHot(DataType.DT_INT32));
  expect(rewriteOps(graph)).toEqual(graph);
  expect(await execute(oneHot(DataType.DT_INT32))).toEqual([-1, 2, -1, 2, -1, -1, -1, -1, -1]);
});
