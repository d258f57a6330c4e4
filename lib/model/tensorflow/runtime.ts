import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import util from 'node:util';
import type * as core from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { meterKernels } from './executionLimits.ts';

/** What computes: libtensorflow (the optional @tensorflow/tfjs-node), WebAssembly, or plain JavaScript. */
export type TensorflowEngine = 'node' | 'wasm' | 'cpu';

/** The engine that runs, for the log. */
export interface TensorflowInfo {
  readonly engine: TensorflowEngine;
  /** Of tfjs. */
  readonly version: string;
}

/** tfjs with its engine chosen. */
export interface TensorflowRuntime extends TensorflowInfo {
  readonly tf: typeof core;
  readonly loadGraphModel: typeof import('@tensorflow/tfjs-converter')['loadGraphModelSync'];
}

type Start = (tf: typeof core) => Promise<void>;

const engines: Readonly<Record<TensorflowEngine, Start>> = {
  node: startNode,
  wasm: startWasm,
  cpu: startCpu,
};
const byDefault: readonly TensorflowEngine[] = ['wasm', 'cpu'];

const require = createRequire(import.meta.url);

let running: Promise<TensorflowRuntime> | undefined;

/**
 * Loads tfjs and chooses its engine, once in a process: tfjs has one engine for all models. Later calls answer
 * with what runs.
 *
 * @param choice `node`, `wasm` or `cpu`; left out, the environment variable KAFKA_TUTORIAL_TF says it, and without
 *   that it is wasm, or cpu where WebAssembly does not start
 * @throws ModelError ENGINE_UNAVAILABLE when the engine that was asked for is unknown, cannot be loaded, or another
 *   one runs already
 */
export async function initTensorflow(choice?: string): Promise<TensorflowInfo> {
  const { engine, version } = await tensorflowRuntime(choice);
  return { engine, version };
}

/** Like `initTensorflow`, for the code that scores. */
export async function tensorflowRuntime(choice?: string): Promise<TensorflowRuntime> {
  if (!running) {
    running = start(choice ?? process.env.KAFKA_TUTORIAL_TF);
    running.catch(() => {
      running = undefined;
    });
  }
  const runtime = await running;
  if (choice && choice !== runtime.engine) {
    throw unavailable(`TensorFlow already runs on ${runtime.engine}; it cannot change to ${choice}.`);
  }
  return runtime;
}

async function start(choice: string | undefined): Promise<TensorflowRuntime> {
  if (choice && !Object.hasOwn(engines, choice)) {
    throw unavailable(`"${choice}" is no TensorFlow engine; expected ${Object.keys(engines).join(', ')}.`);
  }
  const tf = await import('@tensorflow/tfjs-core');
  // Without this the cpu engine prints a banner that recommends tfjs-node, and every tensor's values are checked.
  tf.enableProdMode();
  const engine = choice ? await startDemanded(tf, choice as TensorflowEngine) : await startFirst(tf);
  meterKernels(tf);
  const { loadGraphModelSync: loadGraphModel } = await import('@tensorflow/tfjs-converter');
  return { tf, loadGraphModel, engine, version: tf.version_core };
}

async function startDemanded(tf: typeof core, engine: TensorflowEngine): Promise<TensorflowEngine> {
  try {
    await engines[engine](tf);
    return engine;
  } catch (cause) {
    throw unavailable(`The TensorFlow engine ${engine} cannot be loaded: ${firstLine(cause)}`, cause);
  }
}

async function startFirst(tf: typeof core): Promise<TensorflowEngine> {
  const causes: unknown[] = [];
  for (const engine of byDefault) {
    try {
      await engines[engine](tf);
      return engine;
    } catch (cause) {
      causes.push(cause);
    }
  }
  throw unavailable(`No TensorFlow engine can be loaded: ${causes.map(firstLine).join('; ')}`, causes[0]);
}

async function startNode(tf: typeof core): Promise<void> {
  // tfjs-node 4.22 calls these; Node 23 removed them.
  const removed = util as { isNullOrUndefined?: unknown; isArray?: unknown };
  removed.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  removed.isArray ??= Array.isArray;
  // Its binary is downloaded when it is installed: where that failed, npm has dropped the package or left it without
  // the binary, and both throw here.
  require('@tensorflow/tfjs-node');
  await select(tf, 'tensorflow');
}

async function startWasm(tf: typeof core): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  await withoutNewProcessListeners(() => select(tf, 'wasm'));
}

async function startCpu(tf: typeof core): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  await select(tf, 'cpu');
}

async function select(tf: typeof core, backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`the ${backend} backend of tfjs did not initialise`);
  await tf.ready();
}

/**
 * The code that Emscripten generates for Node adds listeners that rethrow every uncaught error of the process from
 * within its handler. That is not a library's to decide.
 */
async function withoutNewProcessListeners(run: () => Promise<void>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'];
  const before = events.map((event) => new Set(process.rawListeners(event)));
  try {
    await run();
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]?.has(listener)) process.removeListener(event, listener as () => void);
      }
    });
  }
}

function unavailable(message: string, cause?: unknown): ModelError {
  return new ModelError('ENGINE_UNAVAILABLE', message, {
    hint: 'Leave KAFKA_TUTORIAL_TF out, or set it to wasm or cpu. node needs the optional package @tensorflow/tfjs-node.',
    cause,
  });
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
