import { createRequire } from 'node:module';
import { ModelType } from '@kafka-tutorial/proto';
import { expect, it, vi } from 'vitest';
import { createModelFactory, initTensorflow } from './index.ts';

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

function tfjsFiles(): string[] {
  return Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('@tensorflow'));
}

it('loads tfjs only for TensorFlow', async () => {
  const descriptor = { dataType: 'point', modeltype: ModelType.PMML, data: Buffer.from(pmml) };
  const model = await createModelFactory().create(descriptor);
  expect(await model.score({ x: 20 })).toMatchObject({ value: 41 });
  expect(tfjsFiles()).toEqual([]);
  await initTensorflow();
  expect(tfjsFiles().length).toBeGreaterThan(0);
});
