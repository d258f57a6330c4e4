/** What the tensors hold that records can fill. */
export type ElementType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool' | 'string';

/** An input of a model whose inputs are tensors. */
export interface TensorInput {
  readonly name: string;
  readonly dtype: ElementType;
  /** Sizes, -1 where any size goes; undefined where the model does not say even their number. */
  readonly shape: readonly number[] | undefined;
}
