import { createHash } from 'node:crypto';
import type { ModelDescriptorProperties } from '@kafka-tutorial/proto';
import type { Model, RecordSchema } from '../model.ts';
import { tryModel } from './modelTrial.ts';
import { readOnnxGraph } from './onnxGraph.ts';
import { openOnnxModel } from './openOnnxModel.ts';

const rememberedTrials = 100;
/** Digests of models that passed their trial, with the schema they passed it with: restoring them needs no other. */
const passed = new Set<string>();

/**
 * Makes a model of an ONNX file: it is tried in a process of its own, then opened here.
 *
 * @param descriptor carries the file in `data`
 * @throws ModelError when the model cannot be read, supported, matched with the fields of the schema, or run
 */
export async function createOnnxModel(
  descriptor: ModelDescriptorProperties,
  schema?: RecordSchema,
): Promise<Model> {
  const data = descriptor.data ?? new Uint8Array();
  const digest = createHash('sha256')
    .update(JSON.stringify(schema ?? null))
    .update(data)
    .digest('hex');
  if (!passed.has(digest)) {
    // Without waiting for a process: most bad models are refused here.
    readOnnxGraph(data);
    await tryModel({ data, schema });
    if (passed.size === rememberedTrials) passed.clear();
    passed.add(digest);
  }
  return openOnnxModel(descriptor, schema);
}
