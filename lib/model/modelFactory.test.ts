import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ModelDescriptor, type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { describe, expect, it, vi } from 'vitest';
import type { RecordSchema } from './model.ts';
import { createModelFactory } from './modelFactory.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const fixtures = new URL('fixtures/tensorflow/', import.meta.url);
const graph = readFileSync(new URL('tf-frozen-wine-mlp/model.pb', fixtures));
const schema: RecordSchema = {
  dataType: 'wine',
  fields: Array.from({ length: 11 }, (_, i) => ({ name: `f${i}`, kind: 'number' })),
};
const descriptor: ModelDescriptorProperties = {
  name: 'mlp',
  dataType: 'wine',
  modeltype: ModelType.TENSORFLOW,
  data: graph,
};

describe('createModelFactory', () => {
  it('takes TENSORFLOW for the type of a descriptor that says none, as protobuf leaves out zeros', async () => {
    const { name, dataType, data } = descriptor;
    const model = await createModelFactory().create({ name, dataType, data }, schema);
    expect(model.getType()).toBe(ModelType.TENSORFLOW);
    model.cleanup();
  });

  it('restores what travels over Kafka', async () => {
    const bytes = ModelDescriptor.encode(descriptor).finish();
    const model = await createModelFactory().restore(bytes, schema);
    expect(ModelDescriptor.decode(model.toBytes())).toEqual(ModelDescriptor.decode(bytes));
    model.cleanup();
  });

  it('reads a location below its root, and keeps the bytes for the next restore', async () => {
    const factory = createModelFactory({ locationRoot: fileURLToPath(fixtures) });
    const location = 'tf-frozen-wine-mlp/model.pb';
    const model = await factory.create({ ...descriptor, data: null, location }, schema);
    expect(Buffer.from(ModelDescriptor.decode(model.toBytes()).data ?? []).equals(graph)).toBe(true);
    model.cleanup();
  });

  it.each<[string, string, ModelDescriptorProperties]>([
    ['MODEL_TYPE_UNKNOWN', 'a type beyond the enum', { ...descriptor, modeltype: 4 as ModelType }],
    [
      'MODEL_CORRUPT',
      'TENSORFLOW that claims to be SAVED',
      { ...descriptor, modeltype: ModelType.TENSORFLOWSAVED },
    ],
    ['MODEL_CORRUPT', 'TENSORFLOW that claims to be ONNX', { ...descriptor, modeltype: ModelType.ONNX }],
    ['MODEL_EMPTY', 'neither data nor location', { modeltype: ModelType.PMML }],
    ['MODEL_EMPTY', 'data of no bytes', { ...descriptor, data: new Uint8Array() }],
    ['MODEL_CORRUPT', 'PMML that claims to be TENSORFLOW', { ...descriptor, data: Buffer.from('<PMML/>') }],
    ['MODEL_CORRUPT', 'TENSORFLOW that claims to be PMML', { ...descriptor, modeltype: ModelType.PMML }],
    [
      'MODEL_LOCATION_REFUSED',
      'any location without a root',
      { ...descriptor, data: null, location: 'model.pb' },
    ],
  ])('refuses with %s %s', async (code, _, given) => {
    await expect(createModelFactory().create(given, schema)).rejects.toMatchObject({
      name: 'ModelError',
      code,
    });
  });

  it('names the types it knows', async () => {
    const refused = createModelFactory().create({ ...descriptor, modeltype: 9 as ModelType });
    await expect(refused).rejects.toThrow(
      'Model type 9 is unknown; expected 0 TENSORFLOW, 1 TENSORFLOWSAVED, 2 PMML, 3 ONNX.',
    );
  });

  it('takes a model of as many bytes as the limit and refuses one more', async () => {
    const model = await createModelFactory({ maxBytes: graph.length }).create(descriptor, schema);
    model.cleanup();
    await expect(
      createModelFactory({ maxBytes: graph.length - 1 }).create(descriptor, schema),
    ).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
    });
  });

  it('refuses bytes that are no descriptor', async () => {
    await expect(createModelFactory().restore(Buffer.from([0xff, 0xff]))).rejects.toMatchObject({
      code: 'MODEL_CORRUPT',
    });
  });
});
