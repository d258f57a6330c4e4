import type { FeatureRecord, FieldValue } from '../model.ts';
import type { BoundInput } from '../tensors/bindInputs.ts';
import type { ElementType } from '../tensors/tensorInput.ts';
import type { OnnxTensor, OnnxValues } from './onnxSession.ts';

type Element = number | bigint | string;

interface Format {
  readonly make: (length: number) => OnnxValues;
  readonly convert: (value: FieldValue) => Element;
}

const number = (value: FieldValue) => (value ?? Number.NaN) as number;

const formats: Readonly<Record<ElementType, Format>> = {
  float32: { make: (length) => new Float32Array(length), convert: number },
  float64: { make: (length) => new Float64Array(length), convert: number },
  int32: { make: (length) => new Int32Array(length), convert: number },
  int64: { make: (length) => new BigInt64Array(length), convert: (value) => BigInt(value as number) },
  bool: { make: (length) => new Uint8Array(length), convert: (value) => Number(value !== 0) },
  string: { make: (length) => new Array<string>(length), convert: (value) => (value ?? '') as string },
};

/**
 * The tensor of an input for some records, whose values have been checked; missing numbers become NaN, missing texts empty.
 *
 * @param records undefined for a record of zeros and empty texts
 */
export function fillTensor(
  { input: { dtype }, fields, shape }: BoundInput,
  records: readonly (FeatureRecord | undefined)[],
): OnnxTensor {
  const { make, convert } = formats[dtype];
  const values = make(records.length * fields.length);
  const nothing = dtype === 'string' ? '' : 0;
  let at = 0;
  for (const record of records) {
    for (const field of fields) (values as Element[])[at++] = convert(record ? record[field] : nothing);
  }
  return { values, shape: shape(records.length) };
}
