import { corrupt, type ElementReader, readElement } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { Vectors } from './parseVectors.ts';

/** One function of the vectors: Σ coefficient · kernel + constant, or a hyperplane. */
export interface Machine {
  readonly element: XmlElement;
  readonly category: string | undefined;
  readonly alternateCategory: string | undefined;
  /** Below it the machine says its category; absent: that of the model. */
  readonly threshold: number | undefined;
  readonly constant: number;
  readonly coefficients: Float64Array;
  /** Where the vector of each coefficient begins; absent when the coefficients are those of a hyperplane. */
  readonly starts: Int32Array | undefined;
}

export function parseMachine(
  reader: ElementReader,
  representation: 'SupportVectors' | 'Coefficients',
  { fields, starts }: Vectors,
): Machine {
  const { element } = reader;
  const { constant, coefficients } = readElement(reader.requiredChild('Coefficients'), (list) => ({
    constant: list.ignore('numberOfCoefficients').number('absoluteValue') ?? 0,
    coefficients: Float64Array.from(list.children('Coefficient'), (child) =>
      readElement(child, (coefficient) => coefficient.number('value') ?? 0),
    ),
  }));
  const base = {
    element,
    category: reader.text('targetCategory'),
    alternateCategory: reader.text('alternateTargetCategory'),
    threshold: reader.number('threshold'),
    constant,
    coefficients,
  };
  if (representation === 'Coefficients') {
    reader.ignore('<SupportVectors>');
    if (coefficients.length !== fields.length)
      throw corrupt(element, `it has ${coefficients.length} coefficients for ${fields.length} fields`);
    return { ...base, starts: undefined };
  }
  const vectors = readElement(reader.requiredChild('SupportVectors'), (list) => {
    list.ignore('numberOfSupportVectors', 'numberOfAttributes');
    return list.children('SupportVector').map((child) =>
      readElement(child, (vector) => {
        const id = vector.requiredText('vectorId');
        const start = starts.get(id);
        if (start === undefined) throw corrupt(child, `there is no vector "${id}"`);
        return start;
      }),
    );
  });
  if (vectors.length !== coefficients.length)
    throw corrupt(element, `it has ${coefficients.length} coefficients for ${vectors.length} vectors`);
  return { ...base, starts: Int32Array.from(vectors) };
}
