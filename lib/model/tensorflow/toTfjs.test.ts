import { describe, expect, it } from 'vitest';
import { DataType, readGraphDef } from './graphDef.ts';
import { impliedSignature } from './signature.ts';
import { constant, encodeGraph, operation, placeholder, type TestNode } from './testGraphs.ts';
import { toTfjs } from './toTfjs.ts';

function convert(...nodes: TestNode[]) {
  const given = readGraphDef(encodeGraph(...nodes));
  const signature = impliedSignature(given);
  const graph = toTfjs(given, signature, 2 ** 20);
  const topology = graph.artifacts.modelTopology as {
    node: { name: string; attr: object }[];
    versions: object;
  };
  return { ...graph, topology, outputs: signature.outputs.map(({ name }) => name) };
}

describe('toTfjs', () => {
  const x = placeholder('x', [-1, 2]);

  it('finds inputs and outputs without a signature', () => {
    const { inputs, outputs } = convert(x, operation('y', 'Relu', 'x'), operation('z', 'Abs', 'x'));
    expect(inputs).toEqual([{ name: 'x', node: 'x', dtype: 'float32', shape: [-1, 2] }]);
    expect(outputs).toEqual(['y', 'z']);
  });

  it('leaves out what no output needs', () => {
    const { topology } = convert(
      x,
      operation('y', 'Relu', 'x'),
      constant('left', [1], [1]),
      placeholder('unused', [-1]),
    );
    expect(topology.node.map((node) => node.name)).toEqual(['x', 'y']);
  });

  it('takes a shape without dimensions for an unknown one', () => {
    const { inputs, topology } = convert(placeholder('x', []), operation('y', 'Relu', 'x'));
    expect(inputs[0]?.shape).toBeUndefined();
    expect(topology.node[0]?.attr).not.toHaveProperty('shape');
  });

  it('narrows the types of inputs', () => {
    const { inputs } = convert(
      placeholder('a', [-1], DataType.DT_INT64),
      placeholder('b', [-1], DataType.DT_DOUBLE),
      operation('y', 'Select', 'a', 'b'),
    );
    expect(inputs.map((input) => input.dtype)).toEqual(['int32', 'float32']);
  });

  it('moves constants from the topology to the weights', () => {
    const { artifacts, topology } = convert(x, constant('w', [2], [1.5, 2]), operation('y', 'Mul', 'x', 'w'));
    expect(artifacts.weightSpecs).toEqual([{ name: 'w', shape: [2], dtype: 'float32' }]);
    expect(artifacts.weightData).toEqual([Float32Array.of(1.5, 2).buffer]);
    expect(topology.node[1]?.attr).toEqual({ dtype: { type: DataType.DT_FLOAT } });
  });

  it('writes attributes as the JSON of tfjs, and versions even when there are none', () => {
    const attr = {
      padding: { s: Buffer.from('SAME') },
      axis: { i: 3 as never },
      keep: { b: false },
      alpha: { f: 0.5 },
      strides: { list: { i: [1, 2] as never[] } },
      names: { list: { s: [Buffer.from('a')] } },
      unknown: { shape: { unknown_rank: true } },
    };
    const { topology } = convert(x, { name: 'y', op: 'Relu', input: ['x'], attr });
    expect(topology.versions).toEqual({ producer: 0, minConsumer: 0 });
    expect(topology.node[1]?.attr).toMatchObject({
      padding: { s: 'U0FNRQ==' },
      axis: { i: 3 },
      keep: { b: false },
      alpha: { f: 0.5 },
      strides: { list: { i: [1, 2] } },
      names: { list: { s: ['YQ=='] } },
      unknown: { shape: { unknownRank: true, dim: [] } },
    });
  });

  it('refuses constants above the limit before it makes room for them', () => {
    expect(() => convert(x, constant('w', [2 ** 18 + 1], [1]), operation('y', 'Mul', 'x', 'w'))).toThrow(
      expect.objectContaining({ code: 'MODEL_TOO_LARGE' }),
    );
  });

  it.each<[string, TestNode[]]>([
    ['without an input', [constant('c', [1], [1]), operation('y', 'Abs', 'c')]],
    ['without an output', [x]],
    ['with an input of texts', [placeholder('s', [-1], DataType.DT_STRING), operation('y', 'Identity', 's')]],
  ])('refuses a graph %s', (_, nodes) => {
    expect(() => convert(...nodes)).toThrow(expect.objectContaining({ code: 'MODEL_UNSUPPORTED' }));
  });
});
