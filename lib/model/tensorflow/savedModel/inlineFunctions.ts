import { ModelError } from '../../errors.ts';
import type { tensorflow } from '../generated/graphDef.js';
import { type AttrValue, DataType, type GraphNode, toNode } from '../graphDef.ts';
import { outputNumber } from './outputNames.ts';

type FunctionDef = tensorflow.FunctionDef.$Properties;

/** A function calls others, and those others; a hostile one calls two that call two. */
const maxDepth = 64;
const maxNodes = 20_000;

/**
 * Puts the bodies of functions in the place of their calls: a SavedModel of TensorFlow 2 is functions that call
 * functions, and tfjs executes graphs. The nodes of a body get the name of the call before theirs, as in TensorFlow.
 *
 * @returns nodes that call nothing; a call's results are found with `resolve`
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE
 */
export function inlineFunctions(
  nodes: readonly GraphNode[],
  functions: readonly FunctionDef[],
): InlinedNodes {
  const inliner = new Inliner(functions);
  for (const node of nodes) inliner.add({ ...node, inputs: node.inputs.map(plainReference) }, 0);
  return inliner.finish();
}

export interface InlinedNodes {
  readonly nodes: readonly GraphNode[];
  /** Where the tensor that a graph calls `node:0` comes from, after inlining. */
  resolve(reference: string): string;
}

class Inliner {
  readonly #functions: ReadonlyMap<string, FunctionDef>;
  readonly #nodes: GraphNode[] = [];
  /** Results of calls, and what they are. */
  readonly #aliases = new Map<string, string>();

  constructor(functions: readonly FunctionDef[]) {
    this.#functions = new Map(functions.map((each) => [each.signature?.name ?? '', each]));
  }

  /** Adds a node of the graph, or of a body whose inputs have been found. */
  add(node: GraphNode, depth: number): void {
    const { name, attributes } = calleeOf(node);
    const callee = name === undefined ? undefined : this.#functions.get(name);
    const branches = this.#branchesOf(node);
    if (callee) this.#inline(node, callee, attributes, depth);
    else if (branches) this.#choose(node, branches, depth);
    else this.#nodes.push(node);
    if (this.#nodes.length > maxNodes) {
      throw new ModelError(
        'MODEL_TOO_LARGE',
        `With its functions the graph has more than ${maxNodes} nodes.`,
      );
    }
  }

  finish(): InlinedNodes {
    const resolve = (reference: string) => this.#resolve(reference);
    return {
      nodes: this.#nodes.map((node) => ({ ...node, inputs: node.inputs.map(resolve) })),
      resolve: (reference) => resolve(plainReference(reference)),
    };
  }

  #inline(
    call: GraphNode,
    callee: FunctionDef,
    attributes: Readonly<Record<string, AttrValue>>,
    depth: number,
  ): void {
    if (depth === maxDepth) throw corrupt(`its functions are nested more than ${maxDepth} deep`);
    const parameters = callee.signature?.input_arg ?? [];
    const given = new Map(parameters.map(({ name }, i) => [name ?? '', call.inputs[i] ?? '']));
    const body = (callee.node_def ?? []).map(toNode);
    const ops = new Map(body.map(({ name, op }) => [name, op]));
    const outer = (reference: string): string => {
      const argument = given.get(reference);
      if (argument !== undefined) return argument;
      const [name = '', output = '', index = '0'] = reference.split(':');
      const number = this.#outputNumber(ops.get(name) ?? '', output, Number(index));
      if (!ops.has(name) || !(number >= 0)) {
        throw corrupt(`function ${callee.signature?.name} takes ${reference}, which is not there`);
      }
      return plainReference(`${call.name}/${name}:${number}`);
    };
    callee.signature?.output_arg?.forEach(({ name }, i) => {
      const result = callee.ret?.[name ?? ''];
      if (result === undefined)
        throw corrupt(`function ${callee.signature?.name} does not say its result ${name}`);
      this.#aliases.set(plainReference(`${call.name}:${i}`), outer(result));
    });
    for (const node of body) {
      const filled = [...node.attributes].map(([key, value]): [string, AttrValue] => [
        key,
        (value.placeholder && attributes[value.placeholder]) || value,
      ]);
      const name = `${call.name}/${node.name}`;
      this.add({ name, op: node.op, inputs: node.inputs.map(outer), attributes: new Map(filled) }, depth + 1);
    }
  }

  #branchesOf({ op, attributes }: GraphNode): { then: FunctionDef; otherwise: FunctionDef } | undefined {
    if (op !== 'If' && op !== 'StatelessIf') return undefined;
    const then = this.#functions.get(attributes.get('then_branch')?.func?.name ?? '');
    const otherwise = this.#functions.get(attributes.get('else_branch')?.func?.name ?? '');
    return then && otherwise && { then, otherwise };
  }

  /** Both branches are computed, and one result is taken: tfjs would need asynchronous execution to compute one. */
  #choose(node: GraphNode, branches: { then: FunctionDef; otherwise: FunctionDef }, depth: number): void {
    const [condition = '', ...inputs] = node.inputs;
    const call = (suffix: string, callee: FunctionDef) => {
      const name = `${node.name}/${suffix}`;
      this.#inline({ name, op: 'PartitionedCall', inputs, attributes: new Map() }, callee, {}, depth);
      return name;
    };
    const then = call('then', branches.then);
    const otherwise = call('else', branches.otherwise);
    // Names that TensorFlow allows and its libraries never write.
    const chosen = `${node.name}/>condition`;
    const types: [string, AttrValue][] = [
      ['SrcT', node.attributes.get('Tcond') ?? { type: DataType.DT_BOOL }],
      ['DstT', { type: DataType.DT_BOOL }],
    ];
    this.#nodes.push({ name: chosen, op: 'Cast', inputs: [condition], attributes: new Map(types) });
    for (const i of (branches.then.signature?.output_arg ?? []).keys()) {
      const name = `${node.name}/>chosen/${i}`;
      const results = [then, otherwise].map((branch) => plainReference(`${branch}:${i}`));
      this.#nodes.push({ name, op: 'SelectV2', inputs: [chosen, ...results], attributes: new Map() });
      this.#aliases.set(plainReference(`${node.name}:${i}`), name);
    }
  }

  /** A function that is called by its own name has outputs named as its results are. */
  #outputNumber(op: string, output: string, index: number): number {
    const results = this.#functions.get(op)?.signature?.output_arg;
    return results ? results.findIndex(({ name }) => name === output) : outputNumber(op, output, index);
  }

  #resolve(reference: string): string {
    let at = reference;
    for (let steps = 0; ; steps++) {
      const next = this.#aliases.get(at);
      if (next === undefined) return at;
      if (steps > this.#aliases.size) throw corrupt('its functions run in a circle');
      at = next;
    }
  }
}

/** The function that a node calls: by an attribute, or by its own operation. */
function calleeOf({ op, attributes }: GraphNode): {
  name: string | undefined;
  attributes: Readonly<Record<string, AttrValue>>;
} {
  if (op !== 'PartitionedCall' && op !== 'StatefulPartitionedCall') {
    return { name: op, attributes: Object.fromEntries(attributes) };
  }
  const func = attributes.get('f')?.func;
  return { name: func?.name ?? '', attributes: func?.attr ?? {} };
}

/** `node:0` is written `node`. */
function plainReference(reference: string): string {
  return reference.endsWith(':0') ? reference.slice(0, -2) : reference;
}

function corrupt(what: string): ModelError {
  return new ModelError('MODEL_CORRUPT', `The SavedModel cannot be read: ${what}.`);
}
