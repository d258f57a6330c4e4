import { createRequire } from 'node:module';
import type * as onnxruntime from 'onnxruntime-web';
import { ModelError } from '../errors.ts';
import { withMemoryLimit } from './memoryLimit.ts';

/** What computes: onnxruntime's native library (the optional onnxruntime-node) or WebAssembly. */
export type OnnxEngine = 'node' | 'wasm';

/** The engine that runs, for the log. */
export interface OnnxInfo {
  readonly engine: OnnxEngine;
  /** Of onnxruntime. */
  readonly version: string;
}

/** onnxruntime with its engine chosen. */
export interface OnnxRuntime extends OnnxInfo {
  readonly ort: typeof onnxruntime;
}

/** For all models together; a model is at most 64 MiB. */
const maxMemoryBytes = 2 ** 30;

/** y = x. */
const smallestModel =
  'CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCBAoAEA0=';

const require = createRequire(import.meta.url);
let running: Promise<OnnxRuntime> | undefined;

/**
 * Loads onnxruntime, once in a process: the native library where it is installed, else WebAssembly.
 *
 * @param choice `node` or `wasm`; left out, the environment variable KAFKA_TUTORIAL_ONNX says it
 * @throws ModelError ENGINE_UNAVAILABLE
 */
export async function initOnnx(choice?: string): Promise<OnnxInfo> {
  const { engine, version } = await onnxRuntime(choice);
  return { engine, version };
}

/** Like `initOnnx`, for the code that scores. */
export async function onnxRuntime(choice = process.env.KAFKA_TUTORIAL_ONNX): Promise<OnnxRuntime> {
  if (choice && choice !== 'node' && choice !== 'wasm') {
    throw unavailable(`"${choice}" is no ONNX engine; expected node or wasm.`);
  }
  running ??= start(choice);
  running.catch(() => {
    running = undefined;
  });
  const runtime = await running;
  if (choice && choice !== runtime.engine) {
    throw unavailable(`ONNX already runs on ${runtime.engine}; it cannot change to ${choice}.`);
  }
  return runtime;
}

async function start(choice: string | undefined): Promise<OnnxRuntime> {
  if (choice !== 'wasm') {
    try {
      // Its binary is downloaded when it is installed: where that failed, it throws here.
      const ort = require('onnxruntime-node') as typeof onnxruntime;
      return { ort, engine: 'node', version: ort.env.versions.node ?? '' };
    } catch (cause) {
      if (choice === 'node') throw unavailable(`onnxruntime-node cannot be loaded: ${String(cause)}`, cause);
    }
  }
  try {
    const ort = require('onnxruntime-web') as typeof onnxruntime;
    ort.env.wasm.numThreads = 1;
    // Its log goes to the terminal; what matters comes as an error, too.
    ort.env.logLevel = 'fatal';
    // WebAssembly starts with the first model.
    const model = Buffer.from(smallestModel, 'base64');
    const session = await withMemoryLimit(maxMemoryBytes, () => ort.InferenceSession.create(model));
    await session.release();
    return { ort, engine: 'wasm', version: ort.env.versions.web ?? '' };
  } catch (cause) {
    throw unavailable(`onnxruntime-web cannot be loaded: ${String(cause)}`, cause);
  }
}

function unavailable(message: string, cause?: unknown): ModelError {
  return new ModelError('ENGINE_UNAVAILABLE', message, {
    hint: 'Leave KAFKA_TUTORIAL_ONNX out, or set it to wasm. node needs the package onnxruntime-node.',
    cause,
  });
}
