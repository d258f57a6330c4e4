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

it.each([
  ['bi,ij->bj', [3, 5, 7, 11, 13, 17], [3, 2], [2, 3], [2, 2]],
  ['bi,ij->b', [3, 5, 7, 11, 13, 17], [3, 2], [2, 3], [2]],
  ['bi,bj->bij', [3, 5, 7, 11], [2, 2], [2, 3], [2, 3, 2]],
])(
  'computes Einsum %s, which the wasm engine lacks',
  async (equation, weights, weightShape, shape, expected) => {
    const graph = await loadFrozenGraph(
      encodeGraph(placeholder('x', shape), constant('w', weightShape, weights), {
        name: 'y',
        op: 'Einsum',
        input: ['x', 'w'],
        attr: { equation: { s: Buffer.from(equation) } },
      }),
    );
    const x = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i + 1);
    const result = graph.execute({ x: { values: x, shape } }).get('y');
    expect(result?.shape).toEqual(expected);
    expect([...(result?.values ?? [])]).toEqual(
      einsum(equation, [...x], shape, weights, weightShape, expected),
    );
    graph.dispose();
  },
);

/** By the definition: the sum over all letters of the product of the two. */
function einsum(
  equation: string,
  a: number[],
  aShape: number[],
  b: number[],
  bShape: number[],
  shape: number[],
): number[] {
  const [terms = '', result = ''] = equation.split('->');
  const [left = '', right = ''] = terms.split(',');
  const sizes = new Map<string, number>();
  [...left].forEach((letter, i) => void sizes.set(letter, aShape[i] ?? 0));
  [...right].forEach((letter, i) => void sizes.set(letter, bShape[i] ?? 0));
  const sums = new Array<number>(shape.reduce((x, y) => x * y)).fill(0);
  const at = (term: string, index: ReadonlyMap<string, number>) =>
    [...term].reduce((offset, letter) => offset * (sizes.get(letter) ?? 0) + (index.get(letter) ?? 0), 0);
  const visit = ([letter, ...others]: string[], index: ReadonlyMap<string, number>): void => {
    if (letter === undefined) {
      const place = at(result, index);
      sums[place] = (sums[place] ?? 0) + (a[at(left, index)] ?? 0) * (b[at(right, index)] ?? 0);
      return;
    }
    for (let i = 0; i < (sizes.get(letter) ?? 0); i++) visit(others, new Map([...index, [letter, i]]));
  };
  visit([...sizes.keys()], new Map());
  return sums;
}

it('computes a OneHot of floats on wasm, which fails at that by itself', async () => {
  expect(await execute(oneHot(DataType.DT_FLOAT))).toEqual([-1, 2.5, -1, 2.5, -1, -1, -1, -1, -1]);
});

it('leaves a OneHot of integers as it is', async () => {
  const graph = readGraphDef(oneHot(DataType.DT_INT32));
  expect(rewriteOps(graph)).toEqual(graph);
  expect(await execute(oneHot(DataType.DT_INT32))).toEqual([-1, 2, -1, 2, -1, -1, -1, -1, -1]);
});
