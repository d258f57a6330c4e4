import { expect, it, vi } from 'vitest';
import { loadFrozenGraph } from './frozenGraph.ts';
import { type AttrValue, DataType, readGraphDef } from './graphDef.ts';
import { rewriteOneHot } from './rewriteOneHot.ts';
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

it('computes a OneHot of floats on wasm, which fails at that by itself', async () => {
  expect(await execute(oneHot(DataType.DT_FLOAT))).toEqual([-1, 2.5, -1, 2.5, -1, -1, -1, -1, -1]);
});

it('leaves a OneHot of integers as it is', async () => {
  const graph = readGraphDef(oneHot(DataType.DT_INT32));
  expect(rewriteOneHot(graph)).toEqual(graph);
  expect(await execute(oneHot(DataType.DT_INT32))).toEqual([-1, 2, -1, 2, -1, -1, -1, -1, -1]);
});
