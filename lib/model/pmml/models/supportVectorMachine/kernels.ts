import type { ElementReader } from '../../xml/elementReader.ts';

export const kernelElements = [
  'LinearKernelType',
  'PolynomialKernelType',
  'RadialBasisKernelType',
  'SigmoidKernelType',
] as const;

/** How alike two vectors are. */
export interface Kernel {
  readonly kind: (typeof kernelElements)[number];
  readonly gamma: number;
  readonly coef0: number;
  readonly degree: number;
}

export function parseKernel(reader: ElementReader): Kernel {
  reader.ignore('description');
  return {
    kind: reader.element.name as Kernel['kind'],
    gamma: reader.number('gamma') ?? 1,
    coef0: reader.number('coef0') ?? 1,
    degree: reader.number('degree') ?? 1,
  };
}

/** The kernel of the input and the vector that lies in `vectors` from `start` on. */
export type Compare = (input: Float64Array, vectors: Float64Array, start: number) => number;

export function compileKernel({ kind, gamma, coef0, degree }: Kernel): Compare {
  switch (kind) {
    case 'LinearKernelType':
      return dotProduct;
    case 'PolynomialKernelType':
      return (input, vectors, start) => (gamma * dotProduct(input, vectors, start) + coef0) ** degree;
    case 'RadialBasisKernelType':
      return (input, vectors, start) => Math.exp(-gamma * squaredDistance(input, vectors, start));
    case 'SigmoidKernelType':
      return (input, vectors, start) => Math.tanh(gamma * dotProduct(input, vectors, start) + coef0);
  }
}

export function dotProduct(input: Float64Array, vectors: Float64Array, start: number): number {
  let sum = 0;
  for (let index = 0; index < input.length; index += 1)
    sum += (input[index] as number) * (vectors[start + index] as number);
  return sum;
}

function squaredDistance(input: Float64Array, vectors: Float64Array, start: number): number {
  let sum = 0;
  for (let index = 0; index < input.length; index += 1) {
    const difference = (input[index] as number) - (vectors[start + index] as number);
    sum += difference * difference;
  }
  return sum;
}
