import { readFile } from 'node:fs/promises';
import { type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';

/** A trained model, as `train/train.py` lists it. */
export interface CatalogEntry {
  readonly name: string;
  readonly description: string;
  readonly dataType: string;
  readonly modeltype: keyof typeof ModelType;
  /** Below `models/`. A SavedModel is a directory. */
  readonly file: string;
  /** False for models that no server can read yet. */
  readonly published: boolean;
  /** How the model did on rows it was not trained on. */
  readonly heldOut: { readonly rows: number; readonly accuracy: number; readonly r2?: number };
}

/** All trained models, those of one data type in the order in which they are published. */
export async function modelCatalog(): Promise<CatalogEntry[]> {
  return JSON.parse(await readFile(new URL('models/catalog.json', import.meta.url), 'utf8'));
}

/**
 * The message that publishes a model, with its bytes.
 *
 * @throws RangeError for a model that is not published
 */
export async function readModelDescriptor(entry: CatalogEntry): Promise<ModelDescriptorProperties> {
  const { name, description, dataType, modeltype, file, published } = entry;
  if (!published) throw new RangeError(`the model ${name} is not published`);
  const data = await readFile(new URL(`models/${file}`, import.meta.url));
  return { name, description, dataType, modeltype: ModelType[modeltype], data };
}
