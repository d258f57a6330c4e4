import { corrupt, readElement, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileMachines } from './compileMachines.ts';
import { type Kernel, kernelElements, parseKernel } from './kernels.ts';
import { type Machine, parseMachine } from './parseMachine.ts';
import { parseVectors, type Vectors } from './parseVectors.ts';

export interface SupportVectorMachine {
  readonly element: XmlElement;
  readonly kernel: Kernel;
  readonly vectors: Vectors;
  readonly machines: readonly Machine[];
  readonly method: 'OneAgainstAll' | 'OneAgainstOne';
  /** Whether the greatest value wins, instead of the least, when each machine has one class. */
  readonly maxWins: boolean;
  readonly threshold: number;
  /** The class of a machine's 0, where machines predict 0 and 1. */
  readonly alternateBinaryCategory: string | undefined;
}

/** Support vector machines for numbers and classes: PMML's SupportVectorMachineModel. */
export const supportVectorMachine: ModelType<SupportVectorMachine> = {
  functions: ['classification', 'regression'],
  parse(reader, { functionName }) {
    const { element } = reader;
    const representation = reader.choice(
      'svmRepresentation',
      ['SupportVectors', 'Coefficients'],
      'SupportVectors',
    );
    const kernel = readElement(reader.requiredChild(...kernelElements), parseKernel);
    if (representation === 'Coefficients' && kernel.kind !== 'LinearKernelType')
      throw unsupported(element, `svmRepresentation="Coefficients" with a ${kernel.kind}`);
    const vectors = readElement(reader.requiredChild('VectorDictionary'), parseVectors);
    const machines = reader
      .children('SupportVectorMachine')
      .map((child) => readElement(child, (machine) => parseMachine(machine, representation, vectors)));
    if (machines.length === 0) throw corrupt(element, 'it has no SupportVectorMachine');
    if (functionName === 'regression' && machines.length > 1)
      throw corrupt(element, `a regression with ${machines.length} SupportVectorMachine elements`);
    const alternateBinaryCategory = reader.text('alternateBinaryTargetCategory');
    const method =
      reader.text('classificationMethod') === undefined
        ? methodOf(machines, alternateBinaryCategory)
        : reader.choice('classificationMethod', ['OneAgainstAll', 'OneAgainstOne']);
    const maxWins = reader.flag('maxWins', false);
    if (maxWins && method === 'OneAgainstOne')
      throw unsupported(element, 'maxWins="true" with OneAgainstOne', 'It is for OneAgainstAll.');
    const threshold = reader.number('threshold') ?? 0;
    return { element, kernel, vectors, machines, method, maxWins, threshold, alternateBinaryCategory };
  },
  compile: compileMachines,
};

/** Old producers leave the method out and mean OneAgainstOne: their machines name two classes each. */
function methodOf(
  [first]: readonly Machine[],
  alternateBinaryCategory: string | undefined,
): SupportVectorMachine['method'] {
  return alternateBinaryCategory !== undefined || first?.alternateCategory !== undefined
    ? 'OneAgainstOne'
    : 'OneAgainstAll';
}
