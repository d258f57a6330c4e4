import { corrupt, ElementReader } from '../xml/elementReader.ts';
import { parseArray } from '../xml/parseArray.ts';
import type { XmlElement } from '../xml/parseXml.ts';

export const comparisons = [
  'equal',
  'notEqual',
  'lessThan',
  'lessOrEqual',
  'greaterThan',
  'greaterOrEqual',
] as const;

export type Comparison = (typeof comparisons)[number];

/** A condition on fields that is true, false or – where a field is missing – unknown. */
export type Predicate =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Comparison; readonly text: string }
  | { readonly kind: 'missing'; readonly field: string; readonly negated: boolean }
  | {
      readonly kind: 'set';
      readonly field: string;
      readonly negated: boolean;
      readonly texts: readonly string[];
    }
  | {
      readonly kind: 'compound';
      readonly operator: 'and' | 'or' | 'xor' | 'surrogate';
      readonly parts: readonly Predicate[];
    };

export const predicateElements = [
  'True',
  'False',
  'SimplePredicate',
  'SimpleSetPredicate',
  'CompoundPredicate',
];

export function parsePredicate(element: XmlElement): Predicate {
  const reader = new ElementReader(element);
  const predicate = parseKnown(reader);
  reader.finish();
  return predicate;
}

function parseKnown(reader: ElementReader): Predicate {
  switch (reader.element.name) {
    case 'True':
    case 'False':
      return { kind: 'constant', value: reader.element.name === 'True' };
    case 'SimplePredicate':
      return parseSimple(reader);
    case 'SimpleSetPredicate':
      return {
        kind: 'set',
        field: reader.requiredText('field'),
        negated: reader.choice('booleanOperator', ['isIn', 'isNotIn']) === 'isNotIn',
        texts: parseArray(reader.requiredChild('Array')),
      };
    default:
      return parseCompound(reader);
  }
}

function parseSimple(reader: ElementReader): Predicate {
  const field = reader.requiredText('field');
  const operator = reader.choice('operator', [...comparisons, 'isMissing', 'isNotMissing']);
  if (operator === 'isMissing' || operator === 'isNotMissing') {
    reader.ignore('value');
    return { kind: 'missing', field, negated: operator === 'isNotMissing' };
  }
  return { kind: 'compare', field, operator, text: reader.requiredText('value') };
}

function parseCompound(reader: ElementReader): Predicate {
  const operator = reader.choice('booleanOperator', ['and', 'or', 'xor', 'surrogate']);
  const parts = reader.children(...predicateElements).map(parsePredicate);
  if (parts.length < 1) throw corrupt(reader.element, 'it has no predicates');
  return { kind: 'compound', operator, parts };
}
