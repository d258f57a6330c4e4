const rootOfTwo = Math.SQRT2;
const rootOfPi = Math.sqrt(Math.PI);

/** The error function, to about 1e-15. */
export function erf(x: number): number {
  const size = Math.abs(x);
  return Math.sign(x) * (size < 2.5 ? erfSeries(size) : 1 - erfcFraction(size));
}

/** 1 − erf(x), exact also where erf(x) is so near 1 that the difference would be lost. */
export function erfc(x: number): number {
  return x < 2.5 ? 1 - erf(x) : erfcFraction(x);
}

/** erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1)); all terms are positive, so nothing cancels. */
function erfSeries(x: number): number {
  let term = x;
  let total = x;
  for (let n = 1; term > total * 1e-17; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / rootOfPi) * Math.exp(-x * x) * total;
}

/** erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), from the inside out. */
function erfcFraction(x: number): number {
  let tail = x;
  for (let n = 80; n > 0; n -= 1) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / (rootOfPi * tail);
}

export function normalPdf(x: number, mean = 0, deviation = 1): number {
  const z = (x - mean) / deviation;
  return Math.exp((-z * z) / 2) / (deviation * Math.sqrt(2 * Math.PI));
}

export function normalCdf(x: number, mean = 0, deviation = 1): number {
  return erfc(-(x - mean) / deviation / rootOfTwo) / 2;
}

/** The x whose `normalCdf` is p; NaN outside [0, 1]. */
export function normalQuantile(p: number, mean = 0, deviation = 1): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  // The smaller half keeps its digits; a first guess within 5e-4 (Abramowitz and Stegun 26.2.23), then Halley's steps.
  const half = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * Math.log(half));
  const guess =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
  let z = -guess;
  for (let step = 0; step < 3; step += 1) {
    const error = (normalCdf(z) - half) / normalPdf(z);
    z -= error / (1 + (z * error) / 2);
  }
  return mean + deviation * (p < 0.5 ? z : -z);
}
