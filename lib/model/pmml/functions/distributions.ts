import { type Builtin, strict } from './builtin.ts';
import { erf, normalCdf, normalPdf, normalQuantile } from './normalDistribution.ts';

type Distribution = (x: number, mean?: number, deviation?: number) => number;

function standard(compute: Distribution): Builtin {
  return strict(1, 'double', (x: number) => compute(x));
}

function general(compute: Distribution): Builtin {
  return strict(3, 'double', (x: number, mean: number, deviation: number) =>
    deviation > 0 ? compute(x, mean, deviation) : Number.NaN,
  );
}

export const distributions: Readonly<Record<string, Builtin>> = {
  erf: standard(erf),
  stdNormalPDF: standard(normalPdf),
  stdNormalCDF: standard(normalCdf),
  stdNormalIDF: standard(normalQuantile),
  normalPDF: general(normalPdf),
  normalCDF: general(normalCdf),
  normalIDF: general(normalQuantile),
};
