import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runTensorflowCase } from '../golden/tensorflowCase.ts';
import { initTensorflow, type TensorflowEngine } from './runtime.ts';

const folder = fileURLToPath(new URL('../fixtures/tensorflow/', import.meta.url));

/** Compares the frozen graphs among the fixtures with what TensorFlow computes. A process has one engine. */
export function describeGoldenCases(engine: TensorflowEngine): void {
  describe(`frozen graphs on ${engine} score as TensorFlow`, () => {
    beforeAll(async () => {
      expect(await initTensorflow(engine)).toEqual({ engine, version: '4.22.0' });
    }, 30_000);

    it.each(readdirSync(folder))('%s', async (name) => {
      expect(await runTensorflowCase(`${folder}${name}`)).toEqual({ outcome: 'PASS' });
    });
  });
}
