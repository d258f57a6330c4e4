import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { corrupt, ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

interface Point {
  readonly from: number;
  readonly to: number;
}

/** A piecewise linear function through the given points. */
export interface NormContinuous {
  readonly kind: 'NormContinuous';
  readonly field: string;
  readonly points: readonly Point[];
  readonly outliers: 'asIs' | 'asMissingValues' | 'asExtremeValues';
  readonly mapMissingTo: number | undefined;
}

export function parseNormContinuous(element: XmlElement): NormContinuous {
  const reader = new ElementReader(element);
  const points = reader.children('LinearNorm').map((child) => {
    const point = new ElementReader(child);
    const found: Point = { from: point.requiredNumber('orig'), to: point.requiredNumber('norm') };
    point.finish();
    return found;
  });
  if (points.length < 2) throw corrupt(element, 'it needs two LinearNorm or more');
  if (points.some((point, index) => index > 0 && point.from <= (points[index - 1] as Point).from)) {
    throw corrupt(element, 'the orig values of its LinearNorm must ascend');
  }
  const norm: NormContinuous = {
    kind: 'NormContinuous',
    field: reader.requiredText('field'),
    points,
    outliers: reader.choice('outliers', ['asIs', 'asMissingValues', 'asExtremeValues'], 'asIs'),
    mapMissingTo: reader.number('mapMissingTo'),
  };
  reader.finish();
  return norm;
}

export function compileNormContinuous(norm: NormContinuous, scope: Scope): Compiled {
  const { evaluate } = scope.resolve(norm.field);
  const { points, outliers, mapMissingTo } = norm;
  scope.program.takeSteps(points.length);
  const first = points[0] as Point;
  const last = points.at(-1) as Point;
  return {
    dataType: 'double',
    evaluate: (frame) => {
      const value = evaluate(frame);
      if (value === undefined) return mapMissingTo;
      const number = Number(value);
      if (number < first.from || number > last.from) {
        // What takes the place of a missing input does not take that of an outlier.
        if (outliers === 'asMissingValues') return undefined;
        if (outliers === 'asExtremeValues') return number < first.from ? first.to : last.to;
      }
      return interpolate(points, number);
    },
  };
}

/** The function that undoes a NormContinuous: a network's output becomes a target value by it. */
export function invertNormContinuous(norm: NormContinuous): (value: number) => number {
  const swapped = norm.points.map(({ from, to }) => ({ from: to, to: from }));
  if ((swapped[0] as Point).from > (swapped.at(-1) as Point).from) swapped.reverse();
  return (value) => interpolate(swapped, value);
}

/** Beyond the first and last point, the nearest line goes on. */
function interpolate(points: readonly Point[], value: number): number {
  let index = 1;
  while (index < points.length - 1 && value > (points[index] as Point).from) index += 1;
  const left = points[index - 1] as Point;
  const right = points[index] as Point;
  return left.to + ((value - left.from) / (right.from - left.from)) * (right.to - left.to);
}
