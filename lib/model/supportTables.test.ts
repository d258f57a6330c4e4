import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusedOps } from './onnx/onnxGraph.ts';
import { rewrittenOps } from './tensorflow/rewriteOps.ts';
import { opsByCategory } from './tensorflow/supportedOps.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const section = readme.slice(readme.indexOf('## TensorFlow operations'));

describe('README.md', () => {
  it('lists the TensorFlow operations that are supported, and no others', () => {
    const rows = [...section.matchAll(/^\| (\w+) \| ([\w ]+) \|$/gm)];
    expect(Object.fromEntries(rows.map(([, category, ops]) => [category, ops]))).toEqual(opsByCategory);
  });

  it('lists those that are built out of others', () => {
    expect(/^\| built out of others \| ([\w ]+) \|$/m.exec(section)?.[1]?.split(' ')).toEqual(rewrittenOps);
  });

  it('lists the ONNX operations that are refused', () => {
    expect(/but for ([\w ]+)\./.exec(section)?.[1]?.split(' ')).toEqual(Object.keys(refusedOps));
  });
});
