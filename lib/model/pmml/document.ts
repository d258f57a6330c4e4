import { type DataField, parseDataDictionary } from './fields/dataDictionary.ts';
import { modelElements, type PmmlModel, parseModel } from './models/modelTypes.ts';
import { parseTransformations, type Transformations } from './transformations/parseTransformations.ts';
import { corrupt, ElementReader, unsupported } from './xml/elementReader.ts';
import { defaultXmlLimits, parseXml, type XmlLimits } from './xml/parseXml.ts';

/** A PMML document, read and checked for what is supported, not yet compiled. */
export interface PmmlDocument {
  readonly version: string;
  readonly dataDictionary: ReadonlyMap<string, DataField>;
  readonly transformations: Transformations;
  readonly model: PmmlModel;
}

/**
 * Reads a PMML document (version 3 or 4).
 *
 * @throws ModelError MODEL_CORRUPT with line and column; MODEL_TOO_LARGE; MODEL_UNSUPPORTED naming the element and
 *   attribute that cannot be honoured
 */
export function parsePmml(xml: Uint8Array | string, limits: XmlLimits = defaultXmlLimits): PmmlDocument {
  const root = parseXml(xml, limits);
  if (root.name !== 'PMML') throw corrupt(root, 'the root element must be PMML');
  const reader = new ElementReader(root).ignore('<Header>', '<MiningBuildTask>');
  const version = reader.requiredText('version');
  if (!/^[34]\.\d/.test(version)) throw unsupported(root, `version="${version}"`, 'Versions 3 and 4 are.');

  const dataDictionary = parseDataDictionary(reader.requiredChild('DataDictionary'));
  const transformations = parseTransformations(reader.child('TransformationDictionary'));
  const models = reader.children(...modelElements);
  reader.finish();
  const [model] = models;
  if (model === undefined) throw corrupt(root, 'it has no model');
  const [, second] = models;
  if (second !== undefined) throw unsupported(second, 'as a second model');
  return { version, dataDictionary, transformations, model: parseModel(model) };
}
