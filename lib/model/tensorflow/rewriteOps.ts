import { type AttrValue, DataType, type Graph, type GraphNode } from './graphDef.ts';

/** Adds a node to those that take another's place, and says its name. */
type Add = (
  suffix: string,
  op: string,
  inputs: readonly string[],
  attributes?: Record<string, AttrValue>,
) => string;

/** Builds what takes the place of a node: other operations, the last of which is given back. */
type Rewrite = (node: GraphNode, add: Add) => GraphNode;

const floats: readonly unknown[] = [DataType.DT_FLOAT, DataType.DT_DOUBLE, DataType.DT_HALF];
const int32: AttrValue = { type: DataType.DT_INT32 };
const bool: AttrValue = { type: DataType.DT_BOOL };

const rewrites: Readonly<Record<string, Rewrite>> = {
  // The wasm engine writes the bits of an integer 1 into a float tensor, which reads 1.4e-45. Integers are right on
  // every engine, and select between the two values.
  OneHot(node, add) {
    const type = node.attributes.get('T')?.type;
    if (!floats.includes(type)) return node;
    const [indices = '', depth = '', on = '', off = ''] = node.inputs;
    const ones = [integer(add, 'one', 1), integer(add, 'zero', 0)];
    const int = add('int', 'OneHot', [indices, depth, ...ones], {
      ...Object.fromEntries(node.attributes),
      T: int32,
    });
    const chosen = add('bool', 'Cast', [int], { SrcT: int32, DstT: bool });
    return replaced(node, 'SelectV2', [chosen, on, off]);
  },
  // 1 − erf(x)
  Erfc(node, add) {
    return replaced(node, 'Sub', [float(add, 'one', 1), add('erf', 'Erf', node.inputs)]);
  },
  // x / (1 + |x|)
  Softsign(node, add) {
    const [x = ''] = node.inputs;
    const size = add('size', 'AddV2', [float(add, 'one', 1), add('abs', 'Abs', [x])]);
    return replaced(node, 'RealDiv', [x, size]);
  },
  // How many of the boundaries are not above x.
  Bucketize(node, add) {
    const boundaries = node.attributes.get('boundaries')?.list?.f ?? [];
    const limits = constant(add, 'boundaries', { dtype: DataType.DT_FLOAT, float_val: boundaries }, [
      boundaries.length,
    ]);
    const type = node.attributes.get('T') ?? {};
    const x = add('float', 'Cast', node.inputs, { SrcT: type, DstT: { type: DataType.DT_FLOAT } });
    const last = integer(add, 'last', -1);
    const each = add('each', 'ExpandDims', [x, last]);
    const reached = add('reached', 'GreaterEqual', [each, limits]);
    const ones = add('ones', 'Cast', [reached], { SrcT: bool, DstT: int32 });
    return replaced(node, 'Sum', [ones, last], { keep_dims: { b: false } });
  },
};

/** The operations that are rewritten. */
export const rewrittenOps: readonly string[] = Object.keys(rewrites);

/** Puts operations that tfjs has in the place of those that it lacks, or that an engine gets wrong. */
export function rewriteOps(graph: Graph): Graph {
  return { ...graph, nodes: graph.nodes.flatMap(rewritten) };
}

function rewritten(node: GraphNode): GraphNode[] {
  const rewrite = Object.hasOwn(rewrites, node.op) ? rewrites[node.op] : undefined;
  if (!rewrite) return [node];
  const nodes: GraphNode[] = [];
  const last = rewrite(node, (suffix, op, inputs, attributes = {}) => {
    // A name that TensorFlow allows and its libraries never write.
    const name = `${node.name}/>rewritten/${suffix}`;
    nodes.push({ name, op, inputs, attributes: new Map(Object.entries(attributes)) });
    return name;
  });
  return [...nodes, last];
}

function replaced(
  node: GraphNode,
  op: string,
  inputs: readonly string[],
  attributes: Record<string, AttrValue> = {},
): GraphNode {
  const type = node.attributes.get('T') ?? {};
  return { name: node.name, op, inputs, attributes: new Map(Object.entries({ T: type, ...attributes })) };
}

function constant(
  add: Add,
  suffix: string,
  tensor: NonNullable<AttrValue['tensor']>,
  shape: number[],
): string {
  const tensor_shape = { dim: shape.map((size) => ({ size: size as never })) };
  return add(suffix, 'Const', [], {
    dtype: { type: tensor.dtype ?? 0 },
    value: { tensor: { ...tensor, tensor_shape } },
  });
}

function integer(add: Add, suffix: string, value: number): string {
  return constant(add, suffix, { dtype: DataType.DT_INT32, int_val: [value] }, []);
}

function float(add: Add, suffix: string, value: number): string {
  return constant(add, suffix, { dtype: DataType.DT_FLOAT, float_val: [value] }, []);
}
