import { type CatalogEntry, modelCatalog, readModelDescriptor } from '@kafka-tutorial/data';
import type { ModelDescriptorProperties } from '@kafka-tutorial/proto';

/** Models to measure with: a tree, and an ensemble of 720 trees, which takes some hundred times as long. */
export type ModelWeight = 'light' | 'heavy';

const repetitions = 12;

export async function modelOfWeight(weight: ModelWeight): Promise<ModelDescriptorProperties> {
  if (weight === 'light') return readModelDescriptor(await named('wineDecisionTree'));
  const descriptor = await readModelDescriptor(await named('wineGradientBoosting'));
  const document = Buffer.from(descriptor.data ?? [])
    .toString()
    .replace(/\n\s*/g, '');
  const [, before = '', segments = '', after = ''] =
    /^(.*<Segmentation[^>]*>)(.*)(<\/Segmentation>.*)$/.exec(document) ?? [];
  const averaged = before.replace('multipleModelMethod="sum"', 'multipleModelMethod="average"');
  const repeated = Array.from({ length: repetitions }, (_, i) =>
    segments.replaceAll('<Segment id="', `<Segment id="${i}-`),
  );
  return { ...descriptor, name: 'heavy', data: Buffer.from(averaged + repeated.join('') + after) };
}

async function named(name: string): Promise<CatalogEntry> {
  const entry = (await modelCatalog()).find((known) => known.name === name);
  if (!entry) throw new RangeError(`there is no model "${name}"`);
  return entry;
}
