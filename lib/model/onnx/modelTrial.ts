import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ModelError, type ModelErrorCode } from '../errors.ts';
import type { RecordSchema } from '../model.ts';

/** What is tried. */
export interface Trial {
  readonly data: Uint8Array;
  readonly schema: RecordSchema | undefined;
}

/** What the process says: first that it is ready, then how the trial ended. */
export type TrialMessage =
  | { readonly type: 'ready' }
  | {
      readonly type: 'passed';
      readonly cpuMs: number /** Of the process, onnxruntime and Node included. */;
      readonly peakBytes: number;
    }
  | {
      readonly type: 'failed';
      readonly code: ModelErrorCode;
      readonly message: string;
      readonly hint?: string;
    };

/** Processor time for loading and the first runs: afterwards both happen once more, between two records. */
const maxCpuMs = 2_000;
/** Of the process; in WebAssembly memory has a limit of its own. */
const maxPeakBytes = 3 * 2 ** 29;
/** What the clock may say, on a machine that does other things, too. */
const maxMs = 15_000;
const startMs = 60_000;
const tooSlow = 'The model cannot be loaded and give its first scores';

const require = createRequire(import.meta.url);

/**
 * Opens and runs a model in a process of its own. A model of a few bytes can compute for hours, and onnxruntime cannot
 * be stopped from within: such a model costs that process, not the server.
 *
 * @throws ModelError what opening it throws, and MODEL_TOO_LARGE when it takes too long
 */
export async function tryModel(trial: Trial): Promise<void> {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const child = fork(fileURLToPath(new URL('modelTrial.main.ts', import.meta.url)), {
    execArgv: ['--import', tsx],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A process that cannot be started or written to says so by this event, which nobody else listens to.
  const ended = once(child, 'exit').then(
    () => failure('MODEL_CORRUPT', 'onnxruntime gives up on the model.'),
    (error: Error) => failure('ENGINE_UNAVAILABLE', `The process to try models in fails: ${error.message}`),
  );
  child.on('error', () => {});
  const next = (ms: number, code: ModelErrorCode, late: string) => {
    const message = new Promise<TrialMessage>((resolve) => {
      child.once('message', (said) => resolve(said as TrialMessage));
    });
    return Promise.race([message, ended, after(ms, failure(code, late))]);
  };
  try {
    let message = await next(startMs, 'ENGINE_UNAVAILABLE', 'onnxruntime does not start in time.');
    if (message.type === 'ready') {
      child.send(trial);
      message = await next(maxMs, 'MODEL_TOO_LARGE', `${tooSlow} in ${maxMs / 1000} s.`);
    }
    if (message.type === 'passed' && message.cpuMs > maxCpuMs) {
      message = failure('MODEL_TOO_LARGE', `${tooSlow} in ${maxCpuMs / 1000} s of processor time.`);
    }
    if (message.type === 'passed' && message.peakBytes > maxPeakBytes) {
      message = failure(
        'MODEL_TOO_LARGE',
        `The model takes ${message.peakBytes} bytes; the limit is ${maxPeakBytes}.`,
      );
    }
    if (message.type !== 'failed') return;
    const { code, message: text, hint } = message;
    throw new ModelError(code, text, hint === undefined ? {} : { hint });
  } finally {
    child.kill('SIGKILL');
  }
}

function failure(code: ModelErrorCode, message: string): TrialMessage {
  return { type: 'failed', code, message };
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref();
  });
}
