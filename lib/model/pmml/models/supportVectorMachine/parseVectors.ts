import { type FieldRef, parseFieldRef } from '../../transformations/fieldRef.ts';
import { corrupt, type ElementReader, readElement, unsupported } from '../../xml/elementReader.ts';
import { numberArrays, parseNumbers } from '../../xml/parseNumbers.ts';
import type { XmlElement } from '../../xml/parseXml.ts';

/** A component of the vectors: a field, or 1 where a field has a category and 0 elsewhere. */
export type VectorField =
  | { readonly kind: 'field'; readonly reference: FieldRef }
  | { readonly kind: 'category'; readonly field: string; readonly value: string };

export interface Vectors {
  readonly fields: readonly VectorField[];
  /** The vectors one after the other. */
  readonly values: Float64Array;
  /** Where each of them begins, by its id. */
  readonly starts: ReadonlyMap<string, number>;
}

export function parseVectors(reader: ElementReader): Vectors {
  reader.ignore('numberOfVectors');
  const fields = readElement(reader.requiredChild('VectorFields'), (list) => {
    list.ignore('numberOfFields');
    return list.children('FieldRef', 'CategoricalPredictor').map(parseVectorField);
  });
  const instances = reader.children('VectorInstance');
  const starts = new Map<string, number>();
  const values = new Float64Array(instances.length * fields.length);
  for (const [index, child] of instances.entries()) {
    const start = index * fields.length;
    readElement(child, (instance) => {
      const id = instance.requiredText('id');
      if (starts.has(id)) throw corrupt(child, `the id "${id}" is used twice`);
      starts.set(id, start);
      values.set(parseNumbers(instance.requiredChild(...numberArrays), fields.length), start);
    });
  }
  return { fields, values, starts };
}

function parseVectorField(element: XmlElement): VectorField {
  if (element.name === 'FieldRef') return { kind: 'field', reference: parseFieldRef(element) };
  return readElement(element, (predictor) => {
    const coefficient = predictor.number('coefficient') ?? 1;
    if (coefficient !== 1) throw unsupported(element, `coefficient="${coefficient}"`, 'It must be 1 here.');
    return {
      kind: 'category',
      field: predictor.requiredText('name'),
      value: predictor.requiredText('value'),
    };
  });
}
