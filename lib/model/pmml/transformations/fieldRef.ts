import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { typedConstant } from './constant.ts';

/** The value of a field. */
export interface FieldRef {
  readonly kind: 'FieldRef';
  readonly field: string;
  readonly mapMissingTo: string | undefined;
}

export function parseFieldRef(element: XmlElement): FieldRef {
  const reader = new ElementReader(element);
  const reference: FieldRef = {
    kind: 'FieldRef',
    field: reader.requiredText('field'),
    mapMissingTo: reader.text('mapMissingTo'),
  };
  reader.finish();
  return reference;
}

export function compileFieldRef(reference: FieldRef, scope: Scope): Compiled {
  const { dataType, evaluate, isValid } = scope.resolve(reference.field);
  if (reference.mapMissingTo === undefined)
    return isValid === undefined ? { dataType, evaluate } : { dataType, evaluate, isValid };
  const replacement = typedConstant(dataType, reference.mapMissingTo);
  return { dataType, evaluate: (frame) => evaluate(frame) ?? replacement };
}
