import { opTypes } from '../fields/dataDictionary.ts';
import { ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

export interface TargetValue {
  readonly value: string | undefined;
  readonly displayValue: string | undefined;
  readonly priorProbability: number | undefined;
  readonly defaultValue: number | undefined;
}

/** What is done with a model's raw prediction. */
export interface Target {
  /** Absent: the target of the model, whatever its name. */
  readonly field: string | undefined;
  readonly min: number;
  readonly max: number;
  readonly factor: number;
  readonly constant: number;
  readonly castInteger: 'none' | 'round' | 'ceiling' | 'floor';
  readonly values: readonly TargetValue[];
}

export function parseTargets(element: XmlElement | undefined): Target[] {
  if (element === undefined) return [];
  const reader = new ElementReader(element);
  const targets = reader.children('Target').map(parseTarget);
  reader.finish();
  return targets;
}

function parseTarget(element: XmlElement): Target {
  const reader = new ElementReader(element);
  if (reader.text('optype') !== undefined) reader.choice('optype', opTypes);
  const target: Target = {
    field: reader.text('field'),
    min: reader.number('min') ?? Number.NEGATIVE_INFINITY,
    max: reader.number('max') ?? Number.POSITIVE_INFINITY,
    factor: reader.number('rescaleFactor') ?? 1,
    constant: reader.number('rescaleConstant') ?? 0,
    castInteger: reader.choice('castInteger', ['none', 'round', 'ceiling', 'floor'], 'none'),
    values: reader.children('TargetValue').map((child) => {
      const value = new ElementReader(child);
      const parsed: TargetValue = {
        value: value.text('value'),
        displayValue: value.text('displayValue'),
        priorProbability: value.number('priorProbability'),
        defaultValue: value.number('defaultValue'),
      };
      value.finish();
      return parsed;
    }),
  };
  reader.finish();
  return target;
}
