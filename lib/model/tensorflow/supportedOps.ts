import { ModelError } from '../errors.ts';
import type { Graph } from './graphDef.ts';

/**
 * The operations that tfjs 4.22 executes synchronously, by tfjs's own categories. A test compares this table with
 * tfjs's. Left out are
 * - its control flow, dynamic and hash table operations, which need asynchronous execution;
 * - its string and sparse operations, as no input carries such tensors;
 * - random numbers, as the same record gets the same score;
 * - Ones and Zeros, which TensorFlow does not have;
 * - Print, which would write a model's words to the terminal.
 */
export const opsByCategory = {
  arithmetic:
    'Add AddV2 AddN BiasAdd Sub RealDiv Div DivNoNan FloorDiv Mul Maximum Minimum Pow SquaredDifference Mod FloorMod',
  basic_math:
    'Abs Acos Asin Atan Atan2 Ceil ClipByValue Complex ComplexAbs Cos Cosh Elu Exp Floor Log Imag Neg Real Prelu ' +
    'Relu Relu6 Selu Sigmoid Sin Sinh Sqrt Rsqrt Square Tan Tanh Sign Round Expm1 Log1p Reciprocal Softplus Asinh ' +
    'Acosh Atanh Erf LeakyRelu IsNan IsFinite IsInf',
  convolution:
    'AvgPool MaxPool MaxPoolWithArgmax AvgPool3D MaxPool3D Conv1D Conv2D _FusedConv2D Conv2DBackpropInput ' +
    'DepthwiseConv2d DepthwiseConv2dNative FusedDepthwiseConv2dNative Conv3D Dilation2D',
  creation: 'Fill LinSpace OneHot OnesLike Range ZerosLike',
  evaluation: 'LowerBound TopKV2 UpperBound Unique UniqueV2',
  graph:
    'PlaceholderWithDefault Placeholder Const Identity IdentityN Snapshot Rank Size Shape ShapeN NoOp ' +
    'StopGradient FakeQuantWithMinMaxVars',
  image: 'ResizeBilinear ResizeNearestNeighbor CropAndResize ImageProjectiveTransformV3',
  logical:
    'Equal NotEqual Greater GreaterEqual Less LessEqual LogicalAnd LogicalNot LogicalOr Select SelectV2 BitwiseAnd',
  matrices: '_FusedMatMul MatMul BatchMatMul BatchMatMulV2 Transpose Einsum MatrixBandPart',
  normalization: 'EuclideanNorm FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3 LRN Softmax LogSoftmax',
  reduction: 'Bincount DenseBincount Max Mean Min Sum All Any ArgMax ArgMin Prod Cumprod Cumsum',
  slice_join:
    'ConcatV2 Concat GatherV2 Gather Reverse ReverseV2 Slice StridedSlice Pack Unpack Tile Split SplitV ScatterNd ' +
    'GatherNd SparseToDense TensorScatterUpdate',
  spectral: 'FFT IFFT RFFT IRFFT',
  transformation:
    'Cast ExpandDims MirrorPad Pad PadV2 Reshape EnsureShape Squeeze SpaceToBatchND BatchToSpaceND DepthToSpace ' +
    'BroadcastTo BroadcastArgs',
} as const;

/** The operations of a graph that can be served. */
export const supportedOps: ReadonlySet<string> = new Set(
  Object.values(opsByCategory).flatMap((ops) => ops.split(' ')),
);

/**
 * Refuses a graph that would fail when it is executed: tfjs itself notices an unknown operation only then.
 *
 * @throws ModelError MODEL_UNSUPPORTED naming each unknown operation and the first node that uses it
 */
export function checkOps(graph: Graph): void {
  const unknown = new Map<string, string>();
  for (const { op, name } of graph.nodes) {
    if (!supportedOps.has(op) && !unknown.has(op)) unknown.set(op, name);
  }
  if (unknown.size === 0) return;
  const list = [...unknown].map(([op, name]) => `${op} (node ${name})`);
  const more = list.length > 10 ? ` and ${list.length - 10} more` : '';
  throw new ModelError(
    'MODEL_UNSUPPORTED',
    `The graph uses operations that are not supported: ${list.slice(0, 10).join(', ')}${more}.`,
  );
}
