import { createRequire } from 'node:module';
import { ModelType } from '@kafka-tutorial/proto';
import { expect, it, vi } from 'vitest';
import { createModelFactory, initOnnx, initTensorflow } from './index.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const pmml = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header/>
  <DataDictionary>
    <DataField name="x" optype="continuous" dataType="double"/>
    <DataField name="y" optype="continuous" dataType="double"/>
  </DataDictionary>
  <RegressionModel functionName="regression">
    <MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/></MiningSchema>
    <RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2"/></RegressionTable>
  </RegressionModel>
</PMML>`;

function loadedFiles(of: '@tensorflow' | 'onnxruntime'): string[] {
  return Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes(of));
}

it('loads tfjs only for TensorFlow, and onnxruntime only for ONNX', async () => {
  const descriptor = { dataType: 'point', modeltype: ModelType.PMML, data: Buffer.from(pmml) };
  const model = await createModelFactory().create(descriptor);
  expect(await model.score({ x: 20 })).toMatchObject({ value: 41 });
  expect(loadedFiles('@tensorflow')).toEqual([]);
  await initTensorflow();
  expect(loadedFiles('@tensorflow').length).toBeGreaterThan(0);
  expect(loadedFiles('onnxruntime')).toEqual([]);
  await initOnnx();
  expect(loadedFiles('onnxruntime').length).toBeGreaterThan(0);
});
