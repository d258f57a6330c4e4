import { type Predicate, parsePredicate, predicateElements } from '../../predicates/parsePredicate.ts';
import { type Expression, expressionElements, parseExpression } from '../../transformations/expression.ts';
import { corrupt, type ElementReader, readElement } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileScorecard } from './compileScorecard.ts';

/** Points for records that fulfil a condition. */
export interface Attribute {
  readonly predicate: Predicate;
  readonly points: number | Expression;
  /** Why a record has these points; empty where the scorecard gives no reasons. */
  readonly reasonCode: string;
}

export interface Characteristic {
  readonly element: XmlElement;
  readonly attributes: readonly Attribute[];
  /** The points that reasons are measured from. */
  readonly baseline: number;
}

export interface Scorecard {
  readonly initialScore: number;
  readonly reasons: 'pointsAbove' | 'pointsBelow' | undefined;
  readonly characteristics: readonly Characteristic[];
}

/** PMML's Scorecard. */
export const scorecard: ModelType<Scorecard> = {
  functions: ['regression'],
  parse(reader) {
    reader.ignore('baselineMethod');
    const algorithm = reader.choice('reasonCodeAlgorithm', ['pointsAbove', 'pointsBelow'], 'pointsBelow');
    const reasons = reader.flag('useReasonCodes', true) ? algorithm : undefined;
    const baseline = reader.number('baselineScore');
    const list = reader.requiredChild('Characteristics');
    const characteristics = readElement(list, (all) =>
      all
        .children('Characteristic')
        .map((child) =>
          readElement(child, (characteristic) =>
            parseCharacteristic(characteristic, baseline, reasons !== undefined),
          ),
        ),
    );
    if (characteristics.length === 0) throw corrupt(list, 'it has no Characteristic');
    return { initialScore: reader.number('initialScore') ?? 0, reasons, characteristics };
  },
  compile: compileScorecard,
};

function parseCharacteristic(
  reader: ElementReader,
  defaultBaseline: number | undefined,
  needsReasons: boolean,
): Characteristic {
  const { element } = reader;
  reader.ignore('name');
  const code = reader.text('reasonCode');
  const baseline = reader.number('baselineScore') ?? defaultBaseline;
  if (needsReasons && baseline === undefined)
    throw corrupt(element, 'it needs a baselineScore, or useReasonCodes="false" in the Scorecard');
  const attributes = reader
    .children('Attribute')
    .map((child) => readElement(child, (attribute) => parseAttribute(attribute, code, needsReasons)));
  if (attributes.length === 0) throw corrupt(element, 'it has no Attribute');
  return { element, attributes, baseline: baseline ?? 0 };
}

function parseAttribute(reader: ElementReader, code: string | undefined, needsReasons: boolean): Attribute {
  const complex = reader.child('ComplexPartialScore');
  const reasonCode = reader.text('reasonCode') ?? code;
  if (needsReasons && reasonCode === undefined)
    throw corrupt(reader.element, 'it needs a reasonCode, or useReasonCodes="false" in the Scorecard');
  // Where both are given, the expression counts.
  const plain = complex === undefined ? reader.requiredNumber('partialScore') : reader.number('partialScore');
  return {
    predicate: parsePredicate(reader.requiredChild(...predicateElements)),
    points:
      complex === undefined
        ? (plain as number)
        : readElement(complex, (score) => parseExpression(score.requiredChild(...expressionElements))),
    reasonCode: reasonCode ?? '',
  };
}
