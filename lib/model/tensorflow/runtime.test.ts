import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const tfjsNodeIsThere = (() => {
  try {
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
})();

/** A fresh module, as the engine is chosen once in its life. */
async function fresh() {
  vi.resetModules();
  return import('./runtime.ts');
}

describe('initTensorflow', () => {
  beforeEach(() => {
    vi.stubEnv('KAFKA_TUTORIAL_TF', undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('runs on wasm when nothing is asked for, prints nothing and leaves no listeners on the process', async () => {
    const prints = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
    const events = ['uncaughtException', 'unhandledRejection'];
    const before = events.map((event) => process.rawListeners(event));
    const { initTensorflow } = await fresh();
    expect(await initTensorflow()).toEqual({ engine: 'wasm', version: '4.22.0' });
    expect(events.map((event) => process.rawListeners(event))).toEqual(before);
    for (const print of prints) expect(print).not.toHaveBeenCalled();
  });

  it('takes its choice from KAFKA_TUTORIAL_TF, and prints nothing on cpu', async () => {
    vi.stubEnv('KAFKA_TUTORIAL_TF', 'cpu');
    const warn = vi.spyOn(console, 'warn');
    const { tensorflowRuntime } = await fresh();
    const { engine, tf } = await tensorflowRuntime();
    tf.tidy(() => tf.add(1, 2).dataSync());
    expect(engine).toBe('cpu');
    expect(warn).not.toHaveBeenCalled();
  });

  it('answers later calls with what runs, and refuses another engine then', async () => {
    const { initTensorflow } = await fresh();
    expect(await initTensorflow('cpu')).toEqual(await initTensorflow());
    await expect(initTensorflow('wasm')).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: 'TensorFlow already runs on cpu; it cannot change to wasm.',
    });
  });

  it.each(['gpu', 'constructor'])('refuses the unknown engine %s, and can be asked again', async (choice) => {
    const { initTensorflow } = await fresh();
    await expect(initTensorflow(choice)).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: `"${choice}" is no TensorFlow engine; expected node, wasm, cpu.`,
    });
    expect(await initTensorflow('cpu')).toMatchObject({ engine: 'cpu' });
  });

  it('says clearly that node was asked for and is not there', async (test) => {
    if (tfjsNodeIsThere) test.skip('@tensorflow/tfjs-node is installed here');
    const { initTensorflow } = await fresh();
    await expect(initTensorflow('node')).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('The TensorFlow engine node cannot be loaded'),
      hint: expect.stringContaining('@tensorflow/tfjs-node'),
    });
  });
});
