import type { FeatureRecord, RecordField, RecordSchema } from '@kafka-tutorial/model';

/** A kind of record that can be scored. */
export interface DataType {
  /** The key of its records on the topics. */
  readonly name: string;
  /** What its models predict, as it is printed. */
  readonly resultName: string;
  /** The features, in the order in which a tensor takes them. */
  readonly schema: RecordSchema;
  /** A plausible record: a model is tried on it before it serves. */
  readonly sample: FeatureRecord;
  /** Decodes the message. Throws whatever protobufjs throws when the bytes are not one. */
  readonly decode: (bytes: Uint8Array) => FeatureRecord;
  /** Fields that no real record lacks; a truncated one does. */
  readonly required: readonly string[];
}

/** A feature that is a number. */
export function number(name: string, unit?: string): RecordField {
  return { name, kind: 'number', ...(unit !== undefined && { unit }) };
}

/** A feature that is a text, such as a category. */
export function string(name: string): RecordField {
  return { name, kind: 'string' };
}
