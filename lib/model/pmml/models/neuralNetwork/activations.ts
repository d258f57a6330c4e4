/** The functions of one number that turn a neuron's sum into its output. */
export const activations = {
  logistic: (sum: number) => 1 / (1 + Math.exp(-sum)),
  tanh: Math.tanh,
  identity: (sum: number) => sum,
  exponential: Math.exp,
  reciprocal: (sum: number) => 1 / sum,
  square: (sum: number) => sum * sum,
  Gauss: (sum: number) => Math.exp(-(sum * sum)),
  sine: Math.sin,
  cosine: Math.cos,
  Elliott: (sum: number) => sum / (1 + Math.abs(sum)),
  arctan: (sum: number) => (2 * Math.atan(sum)) / Math.PI,
  rectifier: (sum: number) => Math.max(0, sum),
} as const;

/** `threshold` and `radialBasis` need more than the sum: a limit, the distance to a centre. */
export const activationNames = [
  ...(Object.keys(activations) as (keyof typeof activations)[]),
  'threshold',
  'radialBasis',
] as const;
