import { corrupt } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import { inverseLinks } from '../regression/links.ts';

export const linkNames = [
  'cloglog',
  'identity',
  'log',
  'logc',
  'logit',
  'loglog',
  'negbin',
  'oddspower',
  'power',
  'probit',
] as const;

export const cumulativeLinks = ['logit', 'probit', 'cloglog', 'loglog', 'cauchit'] as const;

export type CumulativeLink = (typeof cumulativeLinks)[number];

/** How the linear predictor is linked to the mean, with what the link needs to know. */
export interface Link {
  readonly name: (typeof linkNames)[number];
  readonly parameter: number | undefined;
  readonly distParameter: number | undefined;
}

/** The function from the linear predictor to the mean. @throws ModelError MODEL_CORRUPT when its parameter is missing */
export function inverseLink(link: Link, element: XmlElement): (value: number) => number {
  const required = (name: 'linkParameter' | 'distParameter', value: number | undefined): number => {
    if (value === undefined) throw corrupt(element, `linkFunction="${link.name}" needs a ${name}`);
    return value;
  };
  switch (link.name) {
    case 'identity':
      return inverseLinks.none;
    case 'log':
      return inverseLinks.exp;
    case 'logc':
      return (value) => 1 - Math.exp(value);
    case 'negbin': {
      const dispersion = required('distParameter', link.distParameter);
      return (value) => 1 / (dispersion * (Math.exp(-value) - 1));
    }
    case 'oddspower': {
      const power = required('linkParameter', link.parameter);
      // The limit for a power of 0 is the logit link.
      if (power === 0) return inverseLinks.logit;
      return (value) => 1 / (1 + (1 + power * value) ** (-1 / power));
    }
    case 'power': {
      const power = required('linkParameter', link.parameter);
      if (power === 0) return inverseLinks.exp;
      return (value) => value ** (1 / power);
    }
    default:
      return inverseLinks[link.name];
  }
}
