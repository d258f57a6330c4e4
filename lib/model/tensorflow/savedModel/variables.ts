import { ModelError } from '../../errors.ts';
import { type AttrValue, DataType, type GraphNode, sourceOf } from '../graphDef.ts';
import type { Checkpoint } from './checkpoint.ts';

const variableOps = ['VarHandleOp', 'VariableV2', 'Variable'];
const assignOps = ['Assign', 'AssignVariableOp'];
const passingOps = ['Identity', 'DisableCopyOnRead'];

/** Reads the nodes of a graph by what they take. */
class Nodes {
  readonly #byName: ReadonlyMap<string, GraphNode>;

  constructor(nodes: readonly GraphNode[]) {
    this.#byName = new Map(nodes.map((node) => [node.name, node]));
  }

  /** The node that computes a tensor, those that pass it on left out, and which of its outputs that is. */
  origin(reference: string | undefined): { node: GraphNode | undefined; output: number } {
    let at = reference ?? '';
    let node = this.#byName.get(sourceOf(at));
    for (let steps = 0; node && passingOps.includes(node.op) && steps < 1_000; steps++) {
      at = node.inputs[0] ?? '';
      node = this.#byName.get(sourceOf(at));
    }
    return { node, output: Number(at.split(':')[1] ?? 0) };
  }
}

/**
 * Where the checkpoint has the value of each variable. The graph itself says it, in the part that restores a model:
 * RestoreV2 reads tensors by name, and each is assigned to a variable.
 *
 * @returns keys of the checkpoint by the variable's name
 */
function checkpointKeys(nodes: readonly GraphNode[], all: Nodes): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { op, inputs } of nodes) {
    if (!assignOps.includes(op)) continue;
    const { node: variable } = all.origin(inputs[0]);
    const { node: restore, output } = all.origin(inputs[1]);
    if (!variable || restore?.op !== 'RestoreV2') continue;
    const names = all.origin(restore.inputs[1]).node?.attributes.get('value')?.tensor?.string_val;
    const name = names?.[Math.min(output, names.length - 1)];
    if (name) keys.set(variable.name, Buffer.from(name).toString());
  }
  return keys;
}

/**
 * Puts constants in the place of variables, and the operations of constants in the place of those of variables.
 *
 * @param needed the nodes that are executed
 * @param all all nodes, those that restore the model included
 * @throws ModelError MODEL_CORRUPT, MODEL_UNSUPPORTED
 */
export function replaceVariables(
  needed: readonly GraphNode[],
  all: readonly GraphNode[],
  checkpoint: () => Checkpoint,
): GraphNode[] {
  const nodes = new Nodes(all);
  let keys: ReadonlyMap<string, string> | undefined;
  return needed.flatMap((node) => {
    if (variableOps.includes(node.op)) {
      keys ??= checkpointKeys(all, nodes);
      const key = keys.get(node.name);
      if (key === undefined) {
        throw new ModelError(
          'MODEL_CORRUPT',
          `The SavedModel does not say where the variable ${node.name} has its value.`,
        );
      }
      const value = checkpoint().read(key);
      return [
        {
          ...node,
          op: 'Const',
          inputs: [],
          attributes: attributes({ dtype: { type: value.dtype ?? 0 }, value: { tensor: value } }),
        },
      ];
    }
    if (node.op === 'ReadVariableOp') return [{ ...node, op: 'Identity' }];
    if (node.op === 'VariableShape') return [{ ...node, op: 'Shape' }];
    return node.op === 'ResourceGather' ? gather(node) : [node];
  });
}

function gather(node: GraphNode): GraphNode[] {
  const axis = `${node.name}/>axis`;
  const batchDims = node.attributes.get('batch_dims') ?? {};
  const zero: AttrValue = { tensor: { dtype: DataType.DT_INT32, int_val: [Number(batchDims.i ?? 0)] } };
  return [
    {
      name: axis,
      op: 'Const',
      inputs: [],
      attributes: attributes({ dtype: { type: DataType.DT_INT32 }, value: zero }),
    },
    {
      ...node,
      op: 'GatherV2',
      inputs: [...node.inputs, axis],
      attributes: attributes({ batch_dims: batchDims }),
    },
  ];
}

function attributes(values: Record<string, AttrValue>): ReadonlyMap<string, AttrValue> {
  return new Map(Object.entries(values));
}
