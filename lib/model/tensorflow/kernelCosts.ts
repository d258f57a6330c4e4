import type { NamedAttrMap, NamedTensorInfoMap } from '@tensorflow/tfjs-core';

/** What a kernel of tfjs is called with. */
export interface KernelCall {
  readonly inputs: NamedTensorInfoMap;
  readonly attrs?: NamedAttrMap | undefined;
}

/** What a call takes, at most: elements of the tensors it makes, and multiplications or the like. */
interface KernelCost {
  readonly elements: number;
  readonly steps: number;
}

type Shape = readonly number[];
type ShapesByName = Readonly<Record<string, Shape>>;
/** A number for all sides, a pair for each dimension, or the name of a rule that pads by the window's size. */
type Padding = number | string | readonly Shape[];

/** The attributes of kernels that say how large their results become. */
interface SizeAttributes {
  readonly shape: Shape;
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly num: number;
  readonly depth: number;
  readonly reps: Shape;
  readonly paddings: readonly Shape[];
  readonly numOrSizeSplits: number | Shape;
  readonly axis: number;
  readonly outputShape: Shape;
  readonly inputShape: Shape;
  readonly size: number | Shape;
  readonly cropSize: Shape;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly equation: string;
  readonly depthRadius: number;
  readonly pad: Padding;
  readonly filterSize: Shape;
}

/** The elements, or elements and steps, for the shapes of the inputs by name, the attributes, all shapes in order. */
type Estimate = (
  shapes: ShapesByName,
  attrs: SizeAttributes,
  all: readonly Shape[],
) => number | [elements: number, steps: number];

/** Their results are no larger than their inputs together, or than the shape to which the inputs broadcast. */
const ordinary =
  'Abs Acos Acosh Add AddN All Any ArgMax ArgMin Asin Asinh Atan Atan2 Atanh BatchToSpaceND BitwiseAnd ' +
  'BroadcastArgs Cast Ceil ClipByValue Complex ComplexAbs Concat Cos Cosh Cumprod Cumsum DepthToSpace Elu Equal Erf ' +
  'Exp Expm1 Floor FloorDiv FusedBatchNorm Greater GreaterEqual Imag IsFinite IsInf IsNan LeakyRelu Less LessEqual ' +
  'Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr LogicalXor Max Maximum Mean Min Minimum Mod Multiply Neg ' +
  'NotEqual OnesLike Pack Pow Prelu Prod Real RealDiv Reciprocal Relu Relu6 Reverse Round Rsqrt SearchSorted Select ' +
  'Selu Sigmoid Sign Sin Sinh Slice Softmax Softplus Sqrt Square SquaredDifference Step StridedSlice Sub Sum Tan ' +
  'Tanh TensorScatterUpdate Transpose ZerosLike';

/** Their results share the memory of their inputs. */
const views = 'ExpandDims Identity Reshape';

/** A tensor takes memory apart from its elements. */
const elementsOfATensor = 256;

const estimates: Readonly<Record<string, Estimate>> = {
  ...all(ordinary, (_, __, shapes) => Math.max(together(shapes), broadcastSize(shapes))),
  ...all(views, () => 0),
  // Both are plain JavaScript that makes an object or a key for each element, on most engines.
  ...all('TopK Unique', ({ x }) => [2 * size(x), 256 * size(x)]),
  Fill: (_, { shape }) => size(shape),
  Range: (_, { start, stop, step }) => Math.abs((stop - start) / step) + 1,
  LinSpace: (_, { num }) => num,
  OneHot: ({ indices }, { depth }) => size(indices) * depth,
  Tile: ({ x }, { reps }) => size(x) * size(reps),
  PadV2: ({ x }, { paddings }) => paddedSize(x, paddings),
  MirrorPad: ({ x }, { paddings }) => paddedSize(x, paddings),
  SpaceToBatchND: ({ x = [] }, { paddings }) => paddedSize(x, [[0, 0], ...paddings]),
  SplitV: ({ x = [] }, { numOrSizeSplits: parts }) =>
    size(x) + elementsOfATensor * (typeof parts === 'number' ? parts : parts.length),
  Unpack: ({ value = [] }, { axis }) => size(value) + elementsOfATensor * at(value, axis),
  GatherV2: ({ x = [], indices }, { axis }) => (size(x) / Math.max(1, at(x, axis))) * size(indices),
  GatherNd: ({ params = [], indices = [] }) =>
    size(indices.slice(0, -1)) * size(params.slice(indices.at(-1) ?? 0)),
  ScatterNd: ({ updates }, { shape }) => size(shape) + size(updates),
  SparseToDense: ({ sparseValues }, { outputShape }) => size(outputShape) + size(sparseValues),
  ...all('Bincount DenseBincount', ({ x = [] }, { size: bins }) => {
    const elements = size(bins) * (x.length > 1 ? at(x, 0) : 1);
    return [elements, elements + size(x)];
  }),
  ...all('ResizeBilinear ResizeNearestNeighbor', ({ images = [] }, { size: to }) =>
    resized(images, size(to)),
  ),
  CropAndResize: ({ image = [], boxes = [] }, { cropSize }) => at(boxes, 0) * size(cropSize) * at(image, 3),
  Transform: ({ image = [] }, { outputShape }) => resized(image, size(outputShape ?? image.slice(1, 3))),
  ...all('BatchMatMul _FusedMatMul', matMul),
  Einsum: (_, { equation }, shapes) => einsum(equation, shapes),
  ...all('FFT IFFT', ({ input = [] }) => [2 * size(input), size(input) * at(input, -1)]),
  LRN: ({ x }, { depthRadius }) => [size(x), size(x) * (2 * depthRadius + 1)],
  ...all('Conv2D Conv3D FusedConv2D', ({ x = [], filter = [] }, { pad }) => {
    const positions = paddedSize(x, pad) / at(filter, -2);
    return [positions * at(filter, -1), positions * size(filter)];
  }),
  ...all('DepthwiseConv2dNative FusedDepthwiseConv2D', ({ x = [], filter = [] }, { pad }) => {
    const padded = paddedSize(x, pad);
    return [padded * at(filter, -1), (padded / at(filter, -2)) * size(filter)];
  }),
  Conv2DBackpropInput: ({ filter = [] }, { inputShape }) => [
    size(inputShape),
    (size(inputShape) / at(filter, -2)) * size(filter),
  ],
  Dilation2D: ({ x, filter }, { pad }) => [paddedSize(x, pad), paddedSize(x, pad) * size(filter)],
  ...all('AvgPool AvgPool3D MaxPool MaxPool3D MaxPoolWithArgmax', ({ x }, { filterSize, pad }) => [
    2 * paddedSize(x, pad),
    paddedSize(x, pad) * size(filterSize),
  ]),
};

/** The kernels whose cost can be told. */
export const knownKernels: ReadonlySet<string> = new Set(Object.keys(estimates));

/**
 * What a call of a kernel takes, at most; without exact numbers where they would need the kernel's whole code. It is
 * asked before every call, so it is made of loops.
 */
export function kernelCost(kernel: string, { inputs, attrs = {} }: KernelCall): KernelCost {
  const shapes: Record<string, Shape> = {};
  const inOrder: Shape[] = [];
  for (const name in inputs) {
    const shape = inputs[name]?.shape;
    if (!shape) continue;
    shapes[name] = shape;
    inOrder.push(shape);
  }
  const estimate = estimates[kernel]?.(shapes, attrs as unknown as SizeAttributes, inOrder) ?? Infinity;
  if (typeof estimate === 'number') return { elements: estimate, steps: estimate };
  const [elements, steps] = estimate;
  return { elements, steps: Math.max(elements, steps) };
}

function all(names: string, estimate: Estimate): Record<string, Estimate> {
  return Object.fromEntries(names.split(' ').map((name) => [name, estimate]));
}

function size(shape: number | Shape = []): number {
  if (typeof shape === 'number') return shape;
  let product = 1;
  for (const length of shape) product *= length;
  return product;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function together(shapes: readonly Shape[]): number {
  let total = 0;
  for (const shape of shapes) total += size(shape);
  return total;
}

/** The length of a dimension; a negative axis counts from the last. */
function at(shape: Shape, axis: number): number {
  return shape.at(axis) ?? 1;
}

function broadcastSize(shapes: readonly Shape[]): number {
  let product = 1;
  for (let axis = 1, more = true; more; axis++) {
    let longest = 0;
    more = false;
    for (const shape of shapes) {
      longest = Math.max(longest, shape.length < axis ? 1 : (shape[shape.length - axis] as number));
      more ||= shape.length > axis;
    }
    product *= longest;
  }
  return product;
}

function paddedSize(shape: Shape = [], pad: Padding): number {
  if (typeof pad === 'string') return size(shape);
  return size(
    shape.map((length, axis) => length + (typeof pad === 'number' ? 2 * pad : sum(pad[axis] ?? []))),
  );
}

function resized(images: Shape, pixels: number): number {
  return at(images, 0) * pixels * at(images, 3);
}

function matMul({ a = [], b = [] }: ShapesByName, attrs: SizeAttributes): [number, number] {
  const { transposeA, transposeB } = attrs;
  const batch = broadcastSize([a.slice(0, -2), b.slice(0, -2)]);
  const elements = batch * at(a, transposeA ? -1 : -2) * at(b, transposeB ? -2 : -1);
  return [elements, elements * at(a, transposeA ? -2 : -1)];
}

/** tfjs multiplies everything with everything before it adds up. */
function einsum(equation: string, shapes: readonly Shape[]): number {
  const lengths = new Map<string, number>();
  const [terms = ''] = equation.split('->');
  for (const [i, term] of terms.split(',').entries()) {
    [...term.trim()].forEach((letter, axis) => {
      lengths.set(letter, shapes[i]?.[axis] ?? 1);
    });
  }
  return size([...lengths.values()]);
}
