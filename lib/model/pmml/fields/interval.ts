import { corrupt, ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** A range of numbers; a margin that is not given is infinite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

const closures = ['openOpen', 'openClosed', 'closedOpen', 'closedClosed'] as const;

export function parseInterval(element: XmlElement): Interval {
  const reader = new ElementReader(element);
  const closure = reader.choice('closure', closures);
  const low = reader.number('leftMargin');
  const high = reader.number('rightMargin');
  reader.finish();
  if (low === undefined && high === undefined)
    throw corrupt(element, 'it needs a leftMargin or a rightMargin');
  return {
    low: low ?? Number.NEGATIVE_INFINITY,
    high: high ?? Number.POSITIVE_INFINITY,
    lowClosed: low === undefined || closure.startsWith('closed'),
    highClosed: high === undefined || closure.endsWith('Closed'),
  };
}

export function isWithin(interval: Interval, value: number): boolean {
  const above = interval.lowClosed ? value >= interval.low : value > interval.low;
  return above && (interval.highClosed ? value <= interval.high : value < interval.high);
}
