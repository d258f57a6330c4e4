import { ModelError } from '../errors.ts';
import { DataType, type TensorProto } from './graphDef.ts';

/** What tensors hold in tfjs, which knows neither 64 bits nor halves. */
export type TensorType = 'float32' | 'int32' | 'bool';

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

/** Values of a tensor, in the only kinds of array that tfjs takes without copying. */
export type TensorValues = Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Room for the values of a tensor, filled with zeros. */
export function newValues(dtype: TensorType, count: number): TensorValues {
  return new arrays[dtype](count);
}

/** A constant as tfjs takes it, row by row. */
export interface Constant {
  readonly dtype: TensorType;
  readonly shape: number[];
  readonly values: TensorValues;
}

interface Format {
  readonly dtype: TensorType;
  /** Bytes of one value in `tensor_content`. */
  readonly width: number;
  read(view: DataView, offset: number): number;
  list(tensor: TensorProto): ArrayLike<Value> | null | undefined;
}

type Value = number | boolean | bigint | { toString(): string };

const int64Limits = [-(2n ** 63n), 2n ** 63n - 1n];

const formats: Partial<Record<DataType, Format>> = {
  [DataType.DT_FLOAT]: {
    dtype: 'float32',
    width: 4,
    read: (view, at) => view.getFloat32(at, true),
    list: (tensor) => tensor.float_val,
  },
  [DataType.DT_DOUBLE]: {
    dtype: 'float32',
    width: 8,
    read: (view, at) => view.getFloat64(at, true),
    list: (tensor) => tensor.double_val,
  },
  [DataType.DT_HALF]: {
    dtype: 'float32',
    width: 2,
    read: (view, at) => fromHalf(view.getUint16(at, true)),
    list: (tensor) => tensor.half_val?.map(fromHalf),
  },
  [DataType.DT_BFLOAT16]: {
    dtype: 'float32',
    width: 2,
    read: (view, at) => fromBfloat16(view.getUint16(at, true)),
    list: (tensor) => tensor.half_val?.map(fromBfloat16),
  },
  [DataType.DT_INT32]: {
    dtype: 'int32',
    width: 4,
    read: (view, at) => view.getInt32(at, true),
    list: (tensor) => tensor.int_val,
  },
  [DataType.DT_INT64]: {
    dtype: 'int32',
    width: 8,
    read: (view, at) => narrow(view.getBigInt64(at, true)),
    list: (tensor) => tensor.int64_val,
  },
  [DataType.DT_UINT8]: {
    dtype: 'int32',
    width: 1,
    read: (view, at) => view.getUint8(at),
    list: (tensor) => tensor.int_val,
  },
  [DataType.DT_INT8]: {
    dtype: 'int32',
    width: 1,
    read: (view, at) => view.getInt8(at),
    list: (tensor) => tensor.int_val,
  },
  [DataType.DT_INT16]: {
    dtype: 'int32',
    width: 2,
    read: (view, at) => view.getInt16(at, true),
    list: (tensor) => tensor.int_val,
  },
  [DataType.DT_BOOL]: {
    dtype: 'bool',
    width: 1,
    read: (view, at) => view.getUint8(at),
    list: (tensor) => tensor.bool_val,
  },
};

/** The type that tfjs uses for TensorFlow's, or undefined where it has none. */
export function tensorType(type: DataType | null | undefined): TensorType | undefined {
  return formats[type ?? DataType.DT_INVALID]?.dtype;
}

/** The bytes that a constant takes in tfjs. It is the shape that decides: a short list repeats its last value. */
export function constantBytes(tensor: TensorProto): number {
  const count = shapeOf(tensor).reduce((product, size) => product * size, 1);
  return count * (tensorType(tensor.dtype) === 'bool' ? 1 : 4);
}

/**
 * Reads a constant. The caller has bounded `constantBytes` before.
 *
 * @param name of the node, for messages
 * @throws ModelError MODEL_CORRUPT when values and shape do not fit together, MODEL_UNSUPPORTED for other types
 */
export function readConstant(name: string, tensor: TensorProto): Constant {
  const format = formats[tensor.dtype ?? DataType.DT_INVALID];
  if (!format) {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `Constant ${name} has the type ${DataType[tensor.dtype ?? 0] ?? tensor.dtype}; supported are floats, doubles, integers and booleans.`,
    );
  }
  const shape = shapeOf(tensor);
  const count = shape.reduce((product, size) => product * size, 1);
  const valueAt = tensor.tensor_content?.length
    ? contentReader(name, tensor.tensor_content, format, count)
    : listReader(name, format.list(tensor), count);
  const values = newValues(format.dtype, count);
  for (let i = 0; i < count; i++) values[i] = valueAt(i);
  return { dtype: format.dtype, shape, values };
}

function shapeOf(tensor: TensorProto): number[] {
  return (tensor.tensor_shape?.dim ?? []).map((dim) => {
    const size = Number(dim.size ?? 0);
    if (!(size >= 0)) throw new ModelError('MODEL_CORRUPT', `A constant has a dimension of size ${size}.`);
    return size;
  });
}

function contentReader(name: string, content: Uint8Array, format: Format, count: number) {
  if (content.length !== count * format.width) {
    throw new ModelError(
      'MODEL_CORRUPT',
      `Constant ${name} has ${content.length} bytes; its shape takes ${count * format.width}.`,
    );
  }
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return (i: number) => format.read(view, i * format.width);
}

function listReader(name: string, list: ArrayLike<Value> | null | undefined, count: number) {
  const length = list?.length ?? 0;
  if (length > count) {
    throw new ModelError('MODEL_CORRUPT', `Constant ${name} has ${length} values; its shape takes ${count}.`);
  }
  // No values at all are zeros: protobuf leaves out what has its default.
  return (i: number) => toNumber(list?.[Math.min(i, length - 1)] ?? 0);
}

function toNumber(value: Value): number {
  return typeof value === 'object' ? narrow(BigInt(value.toString())) : Number(value);
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of a float. */
function fromBfloat16(bits: number): number {
  return new Float32Array(Uint32Array.of(bits << 16).buffer)[0] as number;
}

/** The ends of the 64-bit range mean "no limit" in slices; anything else that does not fit would score wrongly. */
function narrow(value: bigint): number {
  if (value === int64Limits[0]) return -(2 ** 31);
  if (value === int64Limits[1]) return 2 ** 31 - 1;
  if (BigInt.asIntN(32, value) !== value) {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `The integer ${value} of a constant does not fit into 32 bits.`,
    );
  }
  return Number(value);
}
