import { requireValue } from '../fields/requireValue.ts';
import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { corrupt } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import type { Source } from './compileOutput.ts';
import { probabilityOf } from './shares.ts';

/**
 * How far the prediction is from the value that the record has for the target: the difference of numbers; of classes,
 * the difference of 1 where it is right, else 0, and its probability.
 */
export function residualOf(source: Source, scope: Scope, element: XmlElement): Compiled {
  const { targetField, last, targetType } = source;
  if (targetField === undefined) throw corrupt(element, 'feature="residual" of a model without a target');
  const expected = scope.resolve(targetField);
  const probability = probabilityOf(undefined, targetType);
  return {
    dataType: 'double',
    evaluate: (frame) => {
      const prediction = last(frame);
      if (prediction.value === undefined) return undefined;
      const value = requireValue(targetField, expected.evaluate(frame));
      if (expected.opType === 'continuous') return Number(value) - Number(prediction.value);
      return (value === prediction.value ? 1 : 0) - (probability(prediction) ?? 0);
    },
  };
}
