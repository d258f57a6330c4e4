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
  Einsum: einsum,
};

/**
 * The wasm engine has no Einsum. Each operand is laid out along all letters of the equation, those it lacks having the
 * length 1; then they are multiplied, and what the result lacks is summed up. That is how tfjs does it on other engines.
 */
function einsum(node: GraphNode, add: Add): GraphNode {
  const equation = Buffer.from(node.attributes.get('equation')?.s ?? '')
    .toString()
    .replaceAll(' ', '');
  const [, given = '', result = ''] = /^([a-zA-Z,]+)->([a-zA-Z]*)$/.exec(equation) ?? [];
  const terms = given.split(',');
  const repeats = [...terms, result].some((term) => new Set(term).size < term.length);
  if (given === '' || terms.length !== node.inputs.length || repeats) return node;
  const summed = [...new Set(given.replaceAll(',', ''))].filter((letter) => !result.includes(letter));
  const letters = [...result, ...summed];
  const type = { T: node.attributes.get('T') ?? {} };
  const operands = terms.map((term, i) => {
    const own = letters.filter((letter) => term.includes(letter));
    const order = own.map((letter) => term.indexOf(letter));
    let tensor = add(
      `ordered${i}`,
      'Transpose',
      [node.inputs[i] ?? '', integers(add, `order${i}`, order)],
      type,
    );
    for (const [axis, letter] of letters.entries()) {
      if (term.includes(letter)) continue;
      tensor = add(
        `wide${i}${letter}`,
        'ExpandDims',
        [tensor, integer(add, `axis${i}${letter}`, axis)],
        type,
      );
    }
    return tensor;
  });
  const product = operands.reduce((left, right, i) => add(`product${i}`, 'Mul', [left, right], type));
  if (summed.length === 0) return replaced(node, 'Identity', [product]);
  const axes = summed.map((_, i) => result.length + i);
  return replaced(node, 'Sum', [product, integers(add, 'summed', axes)], { keep_dims: { b: false } });
}

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

function integers(add: Add, suffix: string, values: number[]): string {
  return constant(add, suffix, { dtype: DataType.DT_INT32, int_val: values }, [values.length]);
}

function integer(add: Add, suffix: string, value: number): string {
  return constant(add, suffix, { dtype: DataType.DT_INT32, int_val: [value] }, []);
}

function float(add: Add, suffix: string, value: number): string {
  return constant(add, suffix, { dtype: DataType.DT_FLOAT, float_val: [value] }, []);
}
