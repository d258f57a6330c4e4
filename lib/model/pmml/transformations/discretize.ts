import { type DataType, dataTypes, type PmmlValue } from '../dataTypes.ts';
import { type Interval, isWithin, parseInterval } from '../fields/interval.ts';
import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { typedConstant } from './constant.ts';

/** The name of the bin that a number falls into. */
export interface Discretize {
  readonly kind: 'Discretize';
  readonly field: string;
  readonly bins: readonly { readonly interval: Interval; readonly value: string }[];
  readonly dataType: DataType;
  readonly defaultValue: string | undefined;
  readonly mapMissingTo: string | undefined;
}

export function parseDiscretize(element: XmlElement): Discretize {
  const reader = new ElementReader(element);
  const bins = reader.children('DiscretizeBin').map((child) => {
    const bin = new ElementReader(child);
    const parsed = {
      interval: parseInterval(bin.requiredChild('Interval')),
      value: bin.requiredText('binValue'),
    };
    bin.finish();
    return parsed;
  });
  const discretize: Discretize = {
    kind: 'Discretize',
    field: reader.requiredText('field'),
    bins,
    dataType: reader.choice('dataType', dataTypes, 'string'),
    defaultValue: reader.text('defaultValue'),
    mapMissingTo: reader.text('mapMissingTo'),
  };
  reader.finish();
  return discretize;
}

export function compileDiscretize(discretize: Discretize, scope: Scope): Compiled {
  const { evaluate } = scope.resolve(discretize.field);
  const { dataType } = discretize;
  const typed = (text: string | undefined): PmmlValue | undefined =>
    text === undefined ? undefined : typedConstant(dataType, text);
  scope.program.holdNumbers(discretize.bins.length);
  scope.program.takeSteps(discretize.bins.length);
  // Where bins overlap, a later one takes from an earlier one.
  const bins = discretize.bins.map(({ interval, value }) => ({ interval, value: typed(value) })).reverse();
  const otherwise = typed(discretize.defaultValue);
  const missing = typed(discretize.mapMissingTo);
  return {
    dataType,
    evaluate: (frame) => {
      const value = evaluate(frame);
      if (value === undefined) return missing;
      const number = Number(value);
      for (const bin of bins) {
        if (isWithin(bin.interval, number)) return bin.value;
      }
      return otherwise;
    },
  };
}
