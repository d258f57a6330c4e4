import { ModelError } from '../../errors.ts';
import { type FrozenGraph, loadGraph } from '../frozenGraph.ts';
import { type AttrValue, checkedGraph, type GraphNode, sourceOf, toNode } from '../graphDef.ts';
import { type GraphSignature, neededNodes } from '../signature.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { type InlinedNodes, inlineFunctions } from './inlineFunctions.ts';
import { pickSignature, readMetaGraph, type Signature } from './metaGraph.ts';
import type { SavedModelFiles } from './savedModelFiles.ts';
import { replaceVariables } from './variables.ts';

/**
 * Loads a SavedModel of TensorFlow 1 or 2: functions are inlined, variables become constants with the values of the
 * checkpoint, and what a signature needs of the graph goes the way of frozen graphs.
 *
 * @param signatureName left out, `serving_default`, `predict`, or the only one
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE or MODEL_UNSUPPORTED
 */
export async function loadSavedModel(files: SavedModelFiles, signatureName?: string): Promise<FrozenGraph> {
  const metaGraph = readMetaGraph(files.model);
  const chosen = pickSignature(metaGraph, signatureName);
  const { node = [], library, versions } = metaGraph.graph_def ?? {};
  const inlined = inlineFunctions((node ?? []).map(toNode), library?.function ?? []);
  const signature = graphSignature(chosen, inlined);
  const fed = feedInputs(inlined.nodes, chosen, signature);
  let checkpoint: Checkpoint | undefined;
  const nodes = replaceVariables(neededNodes(fed, signature), inlined.nodes, () => {
    checkpoint ??= readCheckpoint(files);
    return checkpoint;
  });
  const bytes = nodes.reduce((sum, each) => sum + constantBytes(each), files.model.length);
  return loadGraph(checkedGraph(nodes, versions), signature, bytes);
}

/** Inputs and outputs in the order of their names: a map of protobuf has none of its own. */
function graphSignature(signature: Signature, { resolve }: InlinedNodes): GraphSignature {
  const sorted = (map: Signature['inputs']) =>
    Object.entries(map ?? {})
      .map(([name, info]) => ({ name, tensor: info.name ?? '' }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    inputs: sorted(signature.inputs).map(({ name, tensor }) => ({ name, node: sourceOf(tensor) })),
    outputs: sorted(signature.outputs).map(({ name, tensor }) => ({ name, tensor: resolve(tensor) })),
  };
}

/**
 * Puts a Placeholder where the signature feeds its inputs: that may be in the midst of the graph, and the signature
 * knows shapes that graphs of TensorFlow 1 do not.
 */
function feedInputs(
  nodes: readonly GraphNode[],
  { inputs }: Signature,
  signature: GraphSignature,
): readonly GraphNode[] {
  const infos = new Map(signature.inputs.map(({ name, node }) => [node, inputs?.[name]]));
  const names = new Set(nodes.map(({ name }) => name));
  for (const [node, info] of infos) {
    if (names.has(node) && !info?.name?.match(/:[1-9]/)) continue;
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `The signature feeds ${info?.name || 'a tensor without a name'}, which is not the result of a node of the graph.`,
    );
  }
  return nodes.map((node) => {
    const info = infos.get(node.name);
    if (!info) return node;
    const attributes = new Map<string, AttrValue>([['dtype', { type: info.dtype ?? 0 }]]);
    if (info.tensor_shape) attributes.set('shape', { shape: info.tensor_shape });
    return { name: node.name, op: 'Placeholder', inputs: [], attributes };
  });
}

function constantBytes({ op, attributes }: GraphNode): number {
  return op === 'Const' ? (attributes.get('value')?.tensor?.tensor_content?.length ?? 0) : 0;
}
