import { ModelError } from '../errors.ts';
import { type AttrValue, DataType, type Graph, type GraphNode } from './graphDef.ts';

const text = (value: string): AttrValue => ({ s: Buffer.from(value) });
const integers = (...values: number[]): AttrValue => ({ list: { i: values as never[] } });

/**
 * Values that TensorFlow takes for attributes a node does not have, where tfjs takes another or none. Exporters strip
 * attributes that have their default.
 */
const defaults: Readonly<Record<string, Readonly<Record<string, AttrValue>>>> = {
  Conv2D: { dilations: integers(1, 1, 1, 1) },
  DepthwiseConv2dNative: { dilations: integers(1, 1, 1, 1) },
  Conv3D: { dilations: integers(1, 1, 1, 1, 1), data_format: text('NDHWC') },
  FusedBatchNorm: { epsilon: { f: 1e-4 } },
  FusedBatchNormV2: { epsilon: { f: 1e-4 } },
  FusedBatchNormV3: { epsilon: { f: 1e-4 } },
  DepthToSpace: { data_format: text('NHWC') },
  ImageProjectiveTransformV3: { fill_mode: text('CONSTANT') },
  Range: { Tidx: { type: DataType.DT_INT32 } },
};

/** Attributes that tfjs does not look at: with these values it would compute something else. */
const refusals: readonly {
  readonly ops: RegExp;
  readonly attribute: string;
  refuses(value?: AttrValue): boolean;
}[] = [
  { ops: /./, attribute: 'data_format', refuses: (value) => /^NC[DHW]/.test(textOf(value)) },
  { ops: /^FusedBatchNorm/, attribute: 'is_training', refuses: (value) => value?.b !== false },
  { ops: /^OneHot$/, attribute: 'axis', refuses: (value) => Number(value?.i ?? -1) !== -1 },
  { ops: /Pool/, attribute: 'padding', refuses: (value) => textOf(value) === 'EXPLICIT' },
  {
    ops: /^Conv2DBackpropInput$/,
    attribute: 'dilations',
    refuses: (value) => value?.list?.i?.some((dilation) => Number(dilation) !== 1) ?? false,
  },
];

/**
 * Fills in attributes that nodes leave to their default.
 *
 * @throws ModelError MODEL_UNSUPPORTED naming an attribute whose value tfjs would ignore
 */
export function withDefaultAttributes(graph: Graph): Graph {
  return { ...graph, nodes: graph.nodes.map(completed) };
}

function completed(node: GraphNode): GraphNode {
  for (const { ops, attribute, refuses } of refusals) {
    if (!ops.test(node.op) || !refuses(node.attributes.get(attribute))) continue;
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `The graph uses ${node.op} (node ${node.name}) with a value of ${attribute} that is not supported.`,
      { hint: 'Export the model for inference on a CPU: channels last, and not in training.' },
    );
  }
  const missing = Object.hasOwn(defaults, node.op) ? defaults[node.op] : undefined;
  if (!missing) return node;
  return { ...node, attributes: new Map([...Object.entries(missing), ...node.attributes]) };
}

function textOf(value: AttrValue | undefined): string {
  return value?.s ? Buffer.from(value.s).toString() : '';
}
