import { corrupt, ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { type DefineFunction, parseDefineFunction } from './defineFunction.ts';
import { type DerivedField, parseDerivedField } from './derivedField.ts';

export type { DefineFunction } from './defineFunction.ts';

/** The functions and fields of a TransformationDictionary, or a model's LocalTransformations. */
export interface Transformations {
  readonly functions: ReadonlyMap<string, DefineFunction>;
  readonly fields: readonly DerivedField[];
}

export function parseTransformations(element: XmlElement | undefined): Transformations {
  const functions = new Map<string, DefineFunction>();
  if (element === undefined) return { functions, fields: [] };
  const reader = new ElementReader(element);
  for (const child of reader.children('DefineFunction')) {
    const define = parseDefineFunction(child);
    if (functions.has(define.name)) throw corrupt(child, `the function "${define.name}" is defined twice`);
    functions.set(define.name, define);
  }
  const fields = reader.children('DerivedField').map(parseDerivedField);
  reader.finish();
  return { functions, fields };
}
