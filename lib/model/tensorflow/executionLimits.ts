import type * as core from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { type KernelCall, kernelCost } from './kernelCosts.ts';

/** All tensors that one execution makes have at most so many elements together: 16 MiB of floats. */
const maxElements = 2 ** 22;
/** Multiplications for each record, or what takes as long: a dense network that uses each of 17 million weights once. */
const maxStepsPerRecord = 2 ** 24;
const maxDimensions = 8;

interface Meter {
  elements: number;
  steps: number;
  readonly maxSteps: number;
}

/** Of the execution that is under way: executions are synchronous, so there is one at most. */
let meter: Meter | undefined;
let insideKernel = false;

/**
 * Runs an execution for a number of records and stops it before a kernel that would go beyond the limits. A graph of
 * a few bytes can ask for gigabytes, and as sizes may depend on the records, only the execution knows all of them.
 *
 * @throws ModelError MODEL_TOO_LARGE
 */
export function withinLimits<T>(records: number, run: () => T): T {
  meter = { elements: 0, steps: 0, maxSteps: maxStepsPerRecord * Math.max(1, records) };
  try {
    return run();
  } finally {
    meter = undefined;
  }
}

/** Puts the meter before every kernel of the engine that runs, and before what the executor reads from its tensors. */
export function meterKernels(tf: typeof core): void {
  const backendName = tf.getBackend();
  for (const config of tf.getKernelsForBackend(backendName)) {
    tf.unregisterKernel(config.kernelName, backendName);
    tf.registerKernel({ ...config, kernelFunc: (params) => callMetered(config, params) });
  }
  const backend = tf.backend();
  const read = backend.readSync.bind(backend);
  backend.readSync = (dataId) => {
    const values = read(dataId);
    // Parameters such as shapes and axes; tfjs goes through some of them in two loops.
    if (meter && !insideKernel) charge(meter, 'A parameter', 0, values.length ** 2);
    return values;
  };
}

function callMetered(config: core.KernelConfig, params: Parameters<core.KernelFunc>[0]) {
  if (!meter || insideKernel) return config.kernelFunc(params);
  checkDimensions(config.kernelName, params);
  const { elements, steps } = kernelCost(config.kernelName, params);
  charge(meter, config.kernelName, elements, steps);
  insideKernel = true;
  try {
    return config.kernelFunc(params);
  } finally {
    insideKernel = false;
  }
}

function charge(used: Meter, what: string, elements: number, steps: number): void {
  // Odd attributes make negative numbers, which must not lower the sums, and NaN, which must not pass.
  used.elements += Math.max(0, elements);
  used.steps += Math.max(0, steps);
  if (!(used.elements <= maxElements)) {
    throw tooLarge(`${what} takes the elements of all its tensors to ${used.elements}`, maxElements);
  }
  if (!(used.steps <= used.maxSteps)) {
    throw tooLarge(`${what} takes its multiplications to ${used.steps}`, used.maxSteps);
  }
}

function checkDimensions(kernel: string, { inputs, attrs }: KernelCall): void {
  let most = Array.isArray(attrs?.shape) ? attrs.shape.length : 0;
  for (const name in inputs) most = Math.max(most, inputs[name]?.shape.length ?? 0);
  if (most > maxDimensions) throw tooLarge(`${kernel} has a tensor of ${most} dimensions`, maxDimensions);
}

function tooLarge(what: string, limit: number): ModelError {
  return new ModelError('MODEL_TOO_LARGE', `The graph computes too much: ${what}; the limit is ${limit}.`);
}
