import { ModelError } from '../errors.ts';
import { type Graph, type GraphNode, sourceOf } from './graphDef.ts';

/** What goes into a graph and what comes out, by the names that a caller uses. */
export interface GraphSignature {
  readonly inputs: readonly { readonly name: string /** A Placeholder. */; readonly node: string }[];
  readonly outputs: readonly { readonly name: string /** `node`, or `node:1`. */; readonly tensor: string }[];
}

/** They have no result of their own, or only pass on what stands elsewhere. */
const neverOutputs = new Set(['Const', 'Placeholder', 'NoOp', 'Assert']);

/**
 * The signature of a frozen graph, which has none: its inputs are the placeholders, its outputs the nodes that nothing
 * consumes.
 */
export function impliedSignature(graph: Graph): GraphSignature {
  const consumed = new Set(graph.nodes.flatMap((node) => node.inputs.map(sourceOf)));
  const outputs = graph.nodes
    .filter((node) => !consumed.has(node.name) && !neverOutputs.has(node.op))
    .map(({ name }) => ({ name, tensor: name }));
  const inputs = graph.nodes
    .filter((node) => node.op === 'Placeholder')
    .map(({ name }) => ({ name, node: name }));
  return { inputs, outputs };
}

/** The nodes that the outputs need, in the order of the graph. */
export function neededNodes(
  nodes: readonly GraphNode[],
  { outputs }: Pick<GraphSignature, 'outputs'>,
): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const needed = new Set(outputs.map(({ tensor }) => sourceOf(tensor)));
  // A set goes on to what is added while it is walked.
  for (const name of needed) {
    for (const input of byName.get(name)?.inputs ?? []) needed.add(sourceOf(input));
  }
  return nodes.filter((node) => needed.has(node.name));
}

/** Throws ModelError MODEL_UNSUPPORTED when nothing goes in or comes out. */
export function checkSignature({ inputs, outputs }: GraphSignature): void {
  if (outputs.length > 0 && inputs.length > 0) return;
  throw new ModelError(
    'MODEL_UNSUPPORTED',
    `The graph has ${inputs.length} inputs (Placeholder) and ${outputs.length} outputs; it needs one of each.`,
  );
}
