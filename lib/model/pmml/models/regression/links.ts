import { normalCdf } from '../../functions/normalDistribution.ts';

/** The functions that turn a linear predictor into a mean or probability. */
export const inverseLinks = {
  none: (value: number) => value,
  exp: Math.exp,
  logit: (value: number) => 1 / (1 + Math.exp(-value)),
  probit: (value: number) => normalCdf(value),
  cloglog: (value: number) => 1 - Math.exp(-Math.exp(value)),
  loglog: (value: number) => Math.exp(-Math.exp(-value)),
  cauchit: (value: number) => 0.5 + Math.atan(value) / Math.PI,
} as const;

/** The same in 32 bits. */
export function singleInverse(name: keyof typeof inverseLinks): (value: number) => number {
  const inverse = inverseLinks[name];
  if (name !== 'logit') return (value) => Math.fround(inverse(value));
  return (value) => Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-value))));
}

/** Makes numbers positive shares of one, in place. The greatest is taken off first, so that exp cannot overflow. */
export function softmax(values: Float64Array): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1)
    greatest = Math.max(greatest, values[index] as number);
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    const power = Math.exp((values[index] as number) - greatest);
    values[index] = power;
    total += power;
  }
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] as number) / total;
}
