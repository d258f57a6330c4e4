import { ModelError } from '../../../errors.ts';
import { logFactorial } from '../../functions/logFactorial.ts';
import { normalPdf } from '../../functions/normalDistribution.ts';
import { corrupt, type ElementReader, readElement } from '../../xml/elementReader.ts';

/** How probable a number is. */
export type Density = (value: number) => number;

/** The GaussianDistribution or PoissonDistribution of an element; the format allows no other for naive Bayes. */
export function parseDensity(reader: ElementReader): Density {
  const child = reader.requiredChild('GaussianDistribution', 'PoissonDistribution');
  return readElement(child, (distribution) => {
    const mean = distribution.requiredNumber('mean');
    if (child.name === 'PoissonDistribution') {
      if (!(mean > 0)) throw corrupt(child, `mean="${mean}" is not positive`);
      return poisson(mean);
    }
    const variance = distribution.requiredNumber('variance');
    if (!(variance > 0)) throw corrupt(child, `variance="${variance}" is not positive`);
    const deviation = Math.sqrt(variance);
    return (value) => normalPdf(value, mean, deviation);
  });
}

function poisson(mean: number): Density {
  return (value) => {
    if (!Number.isInteger(value))
      throw new ModelError('SCORING_FAILED', `A Poisson distribution has no probability of ${value}.`);
    if (value < 0) return 0;
    return Math.exp(value * Math.log(mean) - mean - logFactorial(value));
  };
}
