import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tensorflow } from '../generated/graphDef.js';
import { DataType } from '../graphDef.ts';
import type { TestNode } from '../testGraphs.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/savedModel/', import.meta.url));

/** The files of a golden case's SavedModel, by path. */
export function fixtureFiles(name: string): Map<string, Uint8Array> {
  const folder = join(fixtures, name, 'saved_model');
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path)]),
  );
}

/** The files of a SavedModel without variables: `x` [batch, 2] goes in, what `output` names comes out. */
export function savedModelOf(
  node: readonly TestNode[],
  output: string,
  functions: readonly tensorflow.FunctionDef.$Properties[] = [],
  tags = ['serve'],
): Map<string, Uint8Array> {
  const tensor_shape = { dim: [-1, 2].map((size) => ({ size: size as never })) };
  const meta_graph = {
    meta_info_def: { tags },
    graph_def: { node: [...node], library: { function: [...functions] } },
    signature_def: {
      serving_default: {
        inputs: { x: { name: 'x:0', dtype: DataType.DT_FLOAT, tensor_shape } },
        outputs: { y: { name: output, dtype: DataType.DT_FLOAT } },
      },
    },
  };
  const bytes = tensorflow.SavedModel.encode({ meta_graphs: [meta_graph] }).finish();
  return new Map([['saved_model.pb', bytes]]);
}

/** A node that calls a function. */
export function call(name: string, callee: string, ...input: string[]): TestNode {
  return { name, op: 'PartitionedCall', input, attr: { f: { func: { name: callee } } } };
}

/** A function of one argument `a` with one result `r`. */
export function functionOf(
  name: string,
  result: string,
  ...node_def: readonly TestNode[]
): tensorflow.FunctionDef.$Properties {
  return {
    signature: { name, input_arg: [{ name: 'a' }], output_arg: [{ name: 'r' }] },
    node_def: [...node_def],
    ret: { r: result },
  };
}
