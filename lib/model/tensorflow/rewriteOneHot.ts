import { type AttrValue, DataType, type Graph, type GraphNode } from './graphDef.ts';

const floats: readonly unknown[] = [DataType.DT_FLOAT, DataType.DT_DOUBLE];

/**
 * Replaces each OneHot of floats by integers that select between its two values: the wasm engine writes the bits of
 * an integer 1 into a float tensor, which reads 1.4e-45. Integer OneHots are right on every engine.
 */
export function rewriteOneHot(graph: Graph): Graph {
  const nodes = graph.nodes.flatMap((node) => {
    const type = node.attributes.get('T')?.type;
    return node.op === 'OneHot' && floats.includes(type) ? oneHotBySelect(node) : [node];
  });
  return { ...graph, nodes };
}

function oneHotBySelect(node: GraphNode): GraphNode[] {
  const [indices = '', depth = '', on = '', off = ''] = node.inputs;
  // A name that TensorFlow allows and its libraries never write.
  const part = (suffix: string) => `${node.name}/>select/${suffix}`;
  const constant = (suffix: string, value: number): GraphNode => ({
    name: part(suffix),
    op: 'Const',
    inputs: [],
    attributes: attributes({
      dtype: { type: DataType.DT_INT32 },
      value: { tensor: { dtype: DataType.DT_INT32, int_val: [value] } },
    }),
  });
  return [
    constant('one', 1),
    constant('zero', 0),
    {
      name: part('int'),
      op: 'OneHot',
      inputs: [indices, depth, part('one'), part('zero')],
      attributes: new Map([...node.attributes, ['T', { type: DataType.DT_INT32 }]]),
    },
    {
      name: part('bool'),
      op: 'Cast',
      inputs: [part('int')],
      attributes: attributes({ SrcT: { type: DataType.DT_INT32 }, DstT: { type: DataType.DT_BOOL } }),
    },
    {
      name: node.name,
      op: 'SelectV2',
      inputs: [part('bool'), on, off],
      attributes: attributes({ T: node.attributes.get('T') ?? {} }),
    },
  ];
}

function attributes(values: Record<string, AttrValue>): ReadonlyMap<string, AttrValue> {
  return new Map(Object.entries(values));
}
