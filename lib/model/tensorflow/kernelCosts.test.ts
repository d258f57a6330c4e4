import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { getKernelsForBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { kernelCost, knownKernels } from './kernelCosts.ts';

/** No supported operation calls them: gradients, texts, ragged and sparse tensors, images, random numbers. */
const leftOut =
  /Grad$|Backprop(Filter|InputV2)|DepthwiseConv2dNativeBackpropInput|Dilation2DBackpropInput|String|StaticRegex|^Ragged|^SparseFill|^SparseReshape|^SparseSegment|^NonMax|^(Diag|Draw|FlipLeftRight|Multinomial|RotateWithOffset|UnsortedSegmentSum)$/;

const tensor = (...shape: number[]) => ({ dataId: {}, shape, dtype: 'float32' as const });

describe('kernelCost', () => {
  it.each(['cpu', 'wasm'])('knows every kernel of %s that a supported operation calls', (backend) => {
    const kernels = getKernelsForBackend(backend).map(({ kernelName }) => kernelName);
    expect(kernels.length).toBeGreaterThan(150);
    expect(kernels.filter((kernel) => !knownKernels.has(kernel) && !leftOut.test(kernel))).toEqual([]);
  });

  it.each([
    ['Add', { a: tensor(3, 1), b: tensor(4) }, {}, 12, 12],
    ['Concat', { 0: tensor(3, 2), 1: tensor(3, 5) }, {}, 21, 21],
    ['Reshape', { x: tensor(100) }, { shape: [10, 10] }, 0, 0],
    ['BatchMatMul', { a: tensor(2, 3, 4), b: tensor(1, 4, 5) }, {}, 30, 120],
    ['_FusedMatMul', { a: tensor(4, 3), b: tensor(5, 4) }, { transposeA: true, transposeB: true }, 15, 60],
    [
      'PadV2',
      { x: tensor(2, 3) },
      {
        paddings: [
          [0, 0],
          [1, 2],
        ],
      },
      12,
      12,
    ],
    ['GatherV2', { x: tensor(7, 5), indices: tensor(2, 3) }, { axis: 0 }, 30, 30],
    ['GatherNd', { params: tensor(7, 5), indices: tensor(2, 1) }, {}, 10, 10],
    ['Conv2D', { x: tensor(2, 5, 5, 3), filter: tensor(3, 3, 3, 4) }, { pad: 'same' }, 200, 5400],
    [
      'Conv2D',
      { x: tensor(1, 5, 5, 1), filter: tensor(1, 1, 1, 1) },
      {
        pad: [
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ],
      },
      63,
      63,
    ],
    [
      'DepthwiseConv2dNative',
      { x: tensor(2, 5, 5, 3), filter: tensor(3, 3, 3, 2) },
      { pad: 'valid' },
      300,
      2700,
    ],
    ['Einsum', { 0: tensor(2, 3), 1: tensor(3, 4) }, { equation: 'ij,jk->ik' }, 24, 24],
    ['Unpack', { value: tensor(4, 2) }, { axis: -1 }, 8 + 2 * 256, 8 + 2 * 256],
    ['DenseBincount', { x: tensor(3, 4), weights: tensor(0) }, { size: 100 }, 300, 312],
    ['Frobnicate', {}, {}, Infinity, Infinity],
  ])('of %s %#', (kernel, inputs, attrs, elements, steps) => {
    expect(kernelCost(kernel, { inputs, attrs })).toEqual({ elements, steps });
  });
});
