import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGraphDef } from './graphDef.ts';
import { checkOps, supportedOps } from './supportedOps.ts';
import { encodeGraph, operation, placeholder } from './testGraphs.ts';

const require = createRequire(import.meta.url);

/** tfjs keeps its table private; these are its files, read as text. */
function tfjsOps(): Map<string, string> {
  const folder = join(dirname(require.resolve('@tensorflow/tfjs-converter')), 'operations', 'op_list');
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const ops = files.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8').split('//# sourceMappingURL')[0] ?? '';
    return [...source.matchAll(/'tfOpName': '(\w+)'/g)].map((match): [string, string] => [
      match[1] ?? '',
      file.replace('.js', ''),
    ]);
  });
  return new Map(ops);
}

/** Executed asynchronously, or about strings or sparse tensors, or not read by tfjs's mapper. */
const categories = ['control', 'dynamic', 'hash_table', 'ragged', 'sparse', 'string', 'tfdf'];
const leftOut = /^(Print|Ones|Zeros|Multinomial|Random.*|TruncatedNormal)$/;

describe('supportedOps', () => {
  it("equals tfjs's own table but for what is left out", () => {
    const expected = [...tfjsOps()]
      .filter(([op, category]) => !categories.includes(category) && !leftOut.test(op))
      .map(([op]) => op);
    expect(expected.length).toBeGreaterThan(150);
    expect([...supportedOps].sort()).toEqual(expected.sort());
  });
});

describe('checkOps', () => {
  const x = placeholder('x', [-1]);

  it('takes a graph of supported operations', () => {
    expect(() => checkOps(readGraphDef(encodeGraph(x, operation('y', 'Relu', 'x'))))).not.toThrow();
  });

  it('names every unknown operation and the first node that uses it', () => {
    const graph = readGraphDef(
      encodeGraph(
        x,
        operation('a', 'Frobnicate', 'x'),
        operation('b', 'Frobnicate', 'a'),
        operation('c', 'While', 'b'),
      ),
    );
    expect(() => checkOps(graph)).toThrow(
      expect.objectContaining({
        code: 'MODEL_UNSUPPORTED',
        message: 'The graph uses operations that are not supported: Frobnicate (node a), While (node c).',
      }),
    );
  });
});
