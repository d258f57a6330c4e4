import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import type { TensorValues } from './constants.ts';
import { withinLimits } from './executionLimits.ts';
import { type Graph, readGraphDef, sourceOf } from './graphDef.ts';
import { withDefaultAttributes } from './opAttributes.ts';
import { rewriteOps } from './rewriteOps.ts';
import { tensorflowRuntime } from './runtime.ts';
import { type GraphSignature, impliedSignature } from './signature.ts';
import { checkOps } from './supportedOps.ts';
import { type GraphInput, toTfjs } from './toTfjs.ts';

/** Values row by row, and the sizes of the dimensions. */
export interface TensorData {
  readonly values: TensorValues;
  readonly shape: readonly number[];
}

/** A result of a graph. */
export interface GraphOutput {
  readonly name: string;
  /** The operation that computes the values; an Identity that passes them on is looked through. */
  readonly op: string;
}

/** A graph that is ready to be executed. */
export interface FrozenGraph {
  readonly inputs: readonly GraphInput[];
  readonly outputs: readonly GraphOutput[];
  /**
   * Computes all outputs, synchronously. It leaves no tensors behind.
   *
   * @param inputs a tensor for each input, by name; others are left out
   * @throws ModelError MODEL_TOO_LARGE when it would compute too much; Error of tfjs when shapes do not fit or the
   *   engine lacks an operation
   */
  execute(inputs: Readonly<Record<string, TensorData>>): ReadonlyMap<string, TensorData>;
  /** Frees the constants. */
  dispose(): void;
}

/**
 * Loads a frozen GraphDef into the engine that runs, or into the default one.
 *
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE or MODEL_UNSUPPORTED
 */
export async function loadFrozenGraph(bytes: Uint8Array): Promise<FrozenGraph> {
  const graph = readGraphDef(bytes);
  return loadGraph(graph, impliedSignature(graph), bytes.length);
}

/**
 * Loads a graph without variables and functions.
 *
 * @param modelBytes the size of what it came from, which bounds what its constants may take
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE or MODEL_UNSUPPORTED
 */
export async function loadGraph(
  given: Graph,
  signature: GraphSignature,
  modelBytes: number,
): Promise<FrozenGraph> {
  const graph = rewriteOps(withDefaultAttributes(given));
  checkOps(graph);
  const { artifacts, inputs } = toTfjs(graph, signature, maxConstantBytes(modelBytes));
  const { tf, loadGraphModel } = await tensorflowRuntime();
  const model = load();
  const tensorNames = [...new Set(signature.outputs.map(({ tensor }) => tensor))];

  return {
    inputs,
    outputs: signature.outputs.map(({ name, tensor }) => ({ name, op: computingOp(graph, tensor) })),
    execute: (values) => {
      const results = new Map<string, TensorData>();
      tf.tidy(() => {
        const fed: NamedTensorMap = {};
        let records = 1;
        for (const { name, node, dtype } of inputs) {
          const tensor = values[name];
          if (!tensor) continue;
          fed[node] = tf.tensor(tensor.values, [...tensor.shape], dtype);
          records = Math.max(records, tensor.shape[0] ?? 1);
        }
        const tensors = withinLimits(records, () => [model.execute(fed, tensorNames)].flat());
        for (const { name, tensor } of signature.outputs) {
          const result = tensors[tensorNames.indexOf(tensor)];
          if (result) results.set(name, { values: result.dataSync() as TensorValues, shape: result.shape });
        }
      });
      return results;
    },
    dispose: () => model.dispose(),
  };

  function load() {
    const tensors = tf.engine();
    // What a graph that cannot be loaded has made by then is freed with the scope.
    tensors.startScope();
    try {
      const loaded = loadGraphModel(tf.io.fromMemorySync(artifacts));
      for (const weight of Object.values(loaded.weights).flat()) tf.keep(weight);
      return loaded;
    } catch (cause) {
      throw new ModelError('MODEL_CORRUPT', `tfjs cannot load the graph: ${(cause as Error).message}`, {
        cause,
      });
    } finally {
      tensors.endScope();
    }
  }
}

/** Bytes become 32-bit integers; what is repeated gets 16 MiB, which is ample for zeros. */
function maxConstantBytes(modelBytes: number): number {
  return 4 * modelBytes + 16 * 2 ** 20;
}

function computingOp(graph: Graph, output: string): string {
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  let node = byName.get(sourceOf(output));
  // Counted, as a damaged graph may run in circles.
  for (let steps = 0; node?.op === 'Identity' && steps < byName.size; steps++) {
    node = byName.get(sourceOf(node.inputs[0] ?? ''));
  }
  return node?.op ?? 'Identity';
}
