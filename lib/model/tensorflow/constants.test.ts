import { describe, expect, it } from 'vitest';
import { constantBytes, readConstant } from './constants.ts';
import { DataType, type TensorProto } from './graphDef.ts';

const dims = (...sizes: number[]) => ({ dim: sizes.map((size) => ({ size: size as never })) });

function read(tensor: TensorProto) {
  const { dtype, shape, values } = readConstant('c', tensor);
  return { dtype, shape, values: [...values] };
}

describe('readConstant', () => {
  it.each<[string, TensorProto, string, number[]]>([
    [
      'floats of tensor_content',
      { dtype: DataType.DT_FLOAT, tensor_content: new Uint8Array(Float32Array.of(1.5, -2).buffer) },
      'float32',
      [1.5, -2],
    ],
    [
      'doubles, narrowed',
      { dtype: DataType.DT_DOUBLE, tensor_content: new Uint8Array(Float64Array.of(0.1, 2).buffer) },
      'float32',
      [Math.fround(0.1), 2],
    ],
    [
      '64-bit integers, narrowed',
      {
        dtype: DataType.DT_INT64,
        tensor_content: new Uint8Array(BigInt64Array.of(-7n, 2n ** 31n - 1n).buffer),
      },
      'int32',
      [-7, 2147483647],
    ],
    [
      'the ends of the 64-bit range, which mean no limit',
      {
        dtype: DataType.DT_INT64,
        tensor_content: new Uint8Array(BigInt64Array.of(2n ** 63n - 1n, -(2n ** 63n)).buffer),
      },
      'int32',
      [2147483647, -2147483648],
    ],
    ['a list of doubles', { dtype: DataType.DT_DOUBLE, double_val: [1, 2] }, 'float32', [1, 2]],
    ['bytes', { dtype: DataType.DT_UINT8, tensor_content: Uint8Array.of(255, 1) }, 'int32', [255, 1]],
    ['signed bytes', { dtype: DataType.DT_INT8, tensor_content: Uint8Array.of(255, 1) }, 'int32', [-1, 1]],
    [
      'short integers',
      { dtype: DataType.DT_INT16, tensor_content: Uint8Array.of(0, 128, 1, 0) },
      'int32',
      [-32768, 1],
    ],
    ['a list of booleans', { dtype: DataType.DT_BOOL, bool_val: [true, false] }, 'bool', [1, 0]],
    ['a list whose last value repeats', { dtype: DataType.DT_INT32, int_val: [9] }, 'int32', [9, 9]],
    ['no values, which are zeros', { dtype: DataType.DT_FLOAT }, 'float32', [0, 0]],
  ])('reads %s', (_, tensor, dtype, values) => {
    expect(read({ ...tensor, tensor_shape: dims(2) })).toEqual({ dtype, shape: [2], values });
  });

  it('reads a scalar', () => {
    expect(read({ dtype: DataType.DT_FLOAT, float_val: [4] })).toEqual({
      dtype: 'float32',
      shape: [],
      values: [4],
    });
  });

  it('reads content at an odd place of a buffer', () => {
    const bytes = Buffer.concat([Buffer.of(0), Buffer.from(Float32Array.of(3.25).buffer)]).subarray(1);
    expect(read({ dtype: DataType.DT_FLOAT, tensor_content: bytes, tensor_shape: dims(1) }).values).toEqual([
      3.25,
    ]);
  });

  it.each<[string, TensorProto, string]>([
    [
      'content of another length',
      { dtype: DataType.DT_FLOAT, tensor_content: new Uint8Array(7) },
      'MODEL_CORRUPT',
    ],
    ['more values than the shape takes', { dtype: DataType.DT_INT32, int_val: [1, 2, 3] }, 'MODEL_CORRUPT'],
    ['texts', { dtype: DataType.DT_STRING }, 'MODEL_UNSUPPORTED'],
    ['no type', {}, 'MODEL_UNSUPPORTED'],
    [
      'an integer that does not fit',
      { dtype: DataType.DT_INT64, tensor_content: new Uint8Array(BigInt64Array.of(2n ** 31n, 0n).buffer) },
      'MODEL_UNSUPPORTED',
    ],
  ])('refuses %s', (_, tensor, code) => {
    expect(() => read({ ...tensor, tensor_shape: dims(2) })).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a negative size', () => {
    expect(() => read({ dtype: DataType.DT_FLOAT, tensor_shape: dims(-1) })).toThrow(
      expect.objectContaining({ code: 'MODEL_CORRUPT' }),
    );
  });
});

it('counts what a constant will take from its shape alone', () => {
  expect(constantBytes({ dtype: DataType.DT_DOUBLE, tensor_shape: dims(1000, 1000), double_val: [1] })).toBe(
    4e6,
  );
});
