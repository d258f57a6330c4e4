import type { ModelDescriptorProperties } from '@kafka-tutorial/proto';
import { readTar } from '../../archive/readTar.ts';
import type { Model, RecordSchema } from '../../model.ts';
import { createGraphModel } from '../tensorflowModel.ts';
import { loadSavedModel } from './loadSavedModel.ts';
import { savedModelFiles } from './savedModelFiles.ts';

/** Four times what a model may have when it travels: numbers hardly shrink when they are compressed. */
const limits = { maxBytes: 256 * 2 ** 20, maxFiles: 1_000 };

/**
 * Makes a model of a TensorFlow SavedModel. Its signature says what goes in and comes out; outputs are read as those of
 * a frozen graph. Classes are called as in `assets/labels.txt`, where the model has that file with a line for each.
 *
 * @param descriptor carries a tar of the SavedModel's directory in `data`, plain or compressed with gzip
 * @throws ModelError when the model cannot be read, supported, matched with the fields of the schema, or executed
 */
export async function createSavedModel(
  descriptor: ModelDescriptorProperties,
  schema?: RecordSchema,
): Promise<Model> {
  const files = savedModelFiles(readTar(descriptor.data ?? new Uint8Array(), limits));
  const graph = await loadSavedModel(files);
  return createGraphModel(descriptor, { graph, ordered: true, labels: files.labels }, schema);
}
