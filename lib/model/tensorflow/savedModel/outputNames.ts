/**
 * Within a function an input is `node:output:0`, where a graph says `node:0`: the output is named, and counted within
 * its name. These operations have several named outputs, in this order; all others have one, or one list.
 */
const named: Readonly<Record<string, readonly string[]>> = {
  FusedBatchNorm: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2'],
  FusedBatchNormV2: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2'],
  FusedBatchNormV3: [
    ...['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2', 'reserve_space_3'],
  ],
  MaxPoolWithArgmax: ['output', 'argmax'],
  TopKV2: ['values', 'indices'],
  Unique: ['y', 'idx'],
  UniqueV2: ['y', 'idx'],
};

/**
 * The number of an output among all outputs of its node.
 *
 * @param output its name
 * @param index within that name
 */
export function outputNumber(op: string, output: string, index: number): number {
  const names = Object.hasOwn(named, op) ? named[op] : undefined;
  return names ? names.indexOf(output) : index;
}
