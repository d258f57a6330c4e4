import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { ModelError } from '../errors.ts';
import type { ScoreTensor } from '../tensors/readScores.ts';
import type { ElementType, TensorInput } from '../tensors/tensorInput.ts';
import { type OnnxGraph, readOnnxGraph } from './onnxGraph.ts';
import { onnxRuntime } from './runtime.ts';
import { withoutZipMaps } from './withoutZipMaps.ts';

/** Values of a tensor as onnxruntime takes them. */
export type OnnxValues = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array | string[];

/** A tensor that goes in. */
export interface OnnxTensor {
  readonly values: OnnxValues;
  readonly shape: readonly number[];
}

/** An ONNX model that is ready to run. */
export interface OnnxSession {
  readonly graph: OnnxGraph;
  readonly inputs: readonly TensorInput[];
  /** Class labels of results that were maps in the model, by the result's name. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Computes all outputs. Throws what onnxruntime throws when shapes do not fit or memory does not suffice. */
  run(inputs: Readonly<Record<string, OnnxTensor>>): Promise<ReadonlyMap<string, ScoreTensor>>;
  /** Frees the model; runs that are under way end first. */
  release(): Promise<void>;
}

const elementTypes: readonly string[] = [
  'float32',
  'float64',
  'int32',
  'int64',
  'bool',
  'string',
] satisfies ElementType[];

const sessionOptions: InferenceSession.SessionOptions = {
  // One thread: records are scored in batches, and a server shares its cores.
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  // Errors come as errors, not as lines on the terminal.
  logSeverityLevel: 4,
};
const runOptions: InferenceSession.RunOptions = { logSeverityLevel: 4 };

/**
 * Reads an ONNX model into onnxruntime, which checks its operations.
 *
 * @throws ModelError MODEL_CORRUPT, MODEL_UNSUPPORTED or MODEL_TOO_LARGE
 */
export async function loadOnnxSession(bytes: Uint8Array): Promise<OnnxSession> {
  const { graph, labels } = withoutZipMaps(readOnnxGraph(bytes));
  const { ort } = await onnxRuntime();
  const session = await ort.InferenceSession.create(graph.bytes, sessionOptions).catch((cause) => {
    throw loadError(graph, cause);
  });
  let inputs: readonly TensorInput[] = [];
  try {
    inputs = session.inputMetadata.map(toInput);
    checkOutputs(session.outputMetadata);
    return { graph, inputs, labels, run, release: () => session.release() };
  } catch (error) {
    await session.release();
    throw error;
  }

  async function run(given: Readonly<Record<string, OnnxTensor>>): Promise<ReadonlyMap<string, ScoreTensor>> {
    const feeds: Record<string, Tensor> = {};
    for (const { name, dtype } of inputs) {
      const tensor = given[name];
      if (!tensor) throw new Error(`input ${name} is not given`);
      feeds[name] = new ort.Tensor(dtype as 'float32', tensor.values as Float32Array, tensor.shape);
    }
    const results = new Map<string, ScoreTensor>();
    for (const [name, tensor] of Object.entries(await session.run(feeds, runOptions))) {
      results.set(name, { values: tensor.data as ScoreTensor['values'], shape: tensor.dims });
      tensor.dispose();
    }
    return results;
  }
}

/** onnxruntime's errors are texts; those about operations it lacks are told apart by their words. */
function loadError(graph: OnnxGraph, cause: Error): ModelError {
  const text = plainMessage(cause);
  if (/bad_alloc|memory/i.test(text)) {
    return new ModelError('MODEL_TOO_LARGE', `The ONNX model takes too much memory: ${text}`, { cause });
  }
  const op = /No Op registered for (\w+)/.exec(text)?.[1];
  const node = graph.nodes.find((each) => each.op === op);
  const where = node ? ` (node ${node.name || node.outputs[0]})`.slice(0, 100) : '';
  const lacks =
    /No Op registered|No opset import|not implemented|NOT_IMPLEMENTED|is not a registered|till opset|Unsupported model IR/i;
  return new ModelError(
    lacks.test(text) ? 'MODEL_UNSUPPORTED' : 'MODEL_CORRUPT',
    `onnxruntime cannot load the model: ${text}${where}`,
    { cause },
  );
}

/** Without the places in onnxruntime's own source, and of bounded length. */
export function plainMessage(error: Error): string {
  return error.message
    .replace(/^.*ERROR_MESSAGE: /s, '')
    .replace(/\/\S+\.(?:cc|h):\d+ .*?\) (?=[A-Z])/s, '')
    .trim()
    .slice(0, 500);
}

function toInput(metadata: InferenceSession.ValueMetadata): TensorInput {
  const { name } = metadata;
  if (!metadata.isTensor || !elementTypes.includes(metadata.type)) {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `Input ${name} is ${metadata.isTensor ? `a tensor of ${metadata.type}` : 'no tensor'}; supported are tensors of ${elementTypes.join(', ')}.`,
    );
  }
  // Named sizes and unknown ones are free; WebAssembly reports -1 as an unsigned number.
  const shape = metadata.shape.map((size) => (typeof size === 'number' && size < 2 ** 31 ? size : -1));
  return { name, dtype: metadata.type as ElementType, shape };
}

function checkOutputs(outputs: readonly InferenceSession.ValueMetadata[]): void {
  const other = outputs.find(({ isTensor }) => !isTensor);
  if (!other) return;
  throw new ModelError('MODEL_UNSUPPORTED', `Output ${other.name} is no tensor, nor the maps of a ZipMap.`);
}
