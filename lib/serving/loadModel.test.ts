import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createModelFactory } from '@kafka-tutorial/model';
import { ModelDescriptor, ModelType } from '@kafka-tutorial/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from './loadModel.ts';

const model = (field: string) => `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header/>
  <DataDictionary>
    <DataField name="${field}" optype="continuous" dataType="double"/>
    <DataField name="quality" optype="continuous" dataType="double"/>
  </DataDictionary>
  <RegressionModel functionName="regression">
    <MiningSchema><MiningField name="${field}"/><MiningField name="quality" usageType="target"/></MiningSchema>
    <RegressionTable intercept="1"><NumericPredictor name="${field}" coefficient="2"/></RegressionTable>
  </RegressionModel>
</PMML>`;

const data = Buffer.from(model('alcohol'));
const sha256 = createHash('sha256').update(data).digest('hex');
const descriptor = (properties: object) =>
  new ModelDescriptor({ name: 'm', dataType: 'wine', modeltype: ModelType.PMML, ...properties });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loadModel-'));
  await writeFile(join(folder, 'm.pmml'), data);
});
afterAll(() => rm(folder, { recursive: true }));

describe('loadModel', () => {
  it('says the digest of a model that came by value', async () => {
    const loaded = await loadModel(descriptor({ data }), createModelFactory());
    expect(loaded).toMatchObject({ sha256, location: undefined });
  });

  it('says where a model that came by reference was, and the digest of what was there', async () => {
    const factory = createModelFactory({ locationRoot: folder });
    expect(await loadModel(descriptor({ location: 'm.pmml' }), factory)).toMatchObject({
      sha256,
      location: 'm.pmml',
    });
  });

  it('refuses a model that needs what its data type lacks, with both names', async () => {
    const refused = loadModel(descriptor({ data: Buffer.from(model('sugar')) }), createModelFactory());
    const error = await refused.catch((refusal: Error) => refusal);
    expect(error).toMatchObject({ code: 'MODEL_INPUT_MISMATCH' });
    expect((error as Error).message).toMatch(/sugar/);
    expect((error as Error).message).toMatch(/wine/);
  });
});
