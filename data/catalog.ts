import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { tarOfDirectory } from '@kafka-tutorial/model';
import { type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';

/** A trained model, as `train/train.py` lists it. */
export interface CatalogEntry {
  readonly name: string;
  readonly description: string;
  readonly dataType: string;
  readonly modeltype: keyof typeof ModelType;
  /** Below `models/`. A SavedModel is a directory. */
  readonly file: string;
  /** How the model did on rows it was not trained on. */
  readonly heldOut: { readonly rows: number; readonly accuracy: number; readonly r2?: number };
}

/** All trained models, those of one data type in the order in which they are published. */
export async function modelCatalog(): Promise<CatalogEntry[]> {
  return JSON.parse(await readFile(new URL('models/catalog.json', import.meta.url), 'utf8'));
}

/** The message that publishes a model, with its bytes. */
export async function readModelDescriptor(entry: CatalogEntry): Promise<ModelDescriptorProperties> {
  const { name, description, dataType, modeltype, file } = entry;
  const path = fileURLToPath(new URL(`models/${file}`, import.meta.url));
  const data = modeltype === 'TENSORFLOWSAVED' ? await tarOfDirectory(path) : await readFile(path);
  return { name, description, dataType, modeltype: ModelType[modeltype], data };
}
