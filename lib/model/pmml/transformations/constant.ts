import { ModelError } from '../../errors.ts';
import { type DataType, dataTypes, numberOf, type PmmlValue, parseValue } from '../dataTypes.ts';
import type { Compiled } from '../program.ts';
import { ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** A value that stands in the document. */
export interface Constant {
  readonly kind: 'Constant';
  readonly text: string;
  readonly dataType: DataType;
  readonly missing: boolean;
}

export function parseConstant(element: XmlElement): Constant {
  const reader = new ElementReader(element);
  const missing = reader.flag('missing', false);
  const dataType = reader.choice('dataType', dataTypes, guessType(element.text));
  reader.finish();
  return { kind: 'Constant', text: element.text, dataType, missing };
}

/** Without a dataType, `5` is an integer, `5.0` a double and anything else a text. */
function guessType(text: string): DataType {
  if (/^\s*[+-]?\d+\s*$/.test(text)) return 'integer';
  return numberOf(text) === undefined ? 'string' : 'double';
}

export function compileConstant(constant: Constant): Compiled {
  const { dataType, missing, text } = constant;
  const value = missing ? undefined : typedConstant(dataType, text);
  return { dataType, evaluate: () => value };
}

/** A text of the document as a value of a type. @throws ModelError MODEL_CORRUPT */
export function typedConstant(type: DataType, text: string): PmmlValue {
  const value = parseValue(type, text);
  if (value !== undefined) return value;
  throw new ModelError(
    'MODEL_CORRUPT',
    `The PMML document has "${text}" where a value of type ${type} must stand.`,
  );
}
