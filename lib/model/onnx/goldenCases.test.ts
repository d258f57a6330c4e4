import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { runOnnxCase } from '../golden/onnxCase.ts';

// Starting WebAssembly takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const folder = fileURLToPath(new URL('../fixtures/onnx/', import.meta.url));

it.each(readdirSync(folder))('%s scores as onnxruntime', async (name) => {
  expect(await runOnnxCase(`${folder}${name}`)).toEqual({ outcome: 'PASS' });
});
