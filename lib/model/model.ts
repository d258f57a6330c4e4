import type { ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import type { ModelError } from './errors.ts';

/** A field's value; `null` and `undefined` are missing values. A list is what models of baskets take. */
export type FieldValue = number | string | readonly (number | string)[] | null | undefined;

/** One record to score, by field name. Decoded protobuf messages are such records. */
export type FeatureRecord = Readonly<Record<string, FieldValue>>;

/** A field of a data type. */
export interface RecordField {
  readonly name: string;
  readonly kind: 'number' | 'string';
}

/** The fields of a data type, in the order in which a tensor takes them. */
export interface RecordSchema {
  readonly dataType: string;
  readonly fields: readonly RecordField[];
}

/** What a model answers for one record. */
export interface Score {
  /** A class label or a number; `null` where the model answers that it has no prediction. */
  readonly value: number | string | null;
  /** By class label, for models that give them. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

/** A record's score, or why that record alone could not be scored. */
export type ScoreOutcome = Score | ModelError;

/** A model that is ready to score. */
export interface Model {
  /** Scores one record. */
  score(record: FeatureRecord): ScoreOutcome | Promise<ScoreOutcome>;
  /**
   * Scores records together; outcome i belongs to record i. A bad record costs its own outcome only.
   * Answers at once where the engine is synchronous, so that the caller need not pay for promises.
   */
  scoreBatch(records: readonly FeatureRecord[]): readonly ScoreOutcome[] | Promise<readonly ScoreOutcome[]>;
  /** Frees what the engine holds. The model must not be used afterwards. */
  cleanup(): void;
  /** What `ModelFactory.restore` takes. */
  toBytes(): Uint8Array;
  getType(): ModelType;
}

/** Makes models from what travels over Kafka. */
export interface ModelFactory {
  /**
   * Reads and checks a model. A returned model has been parsed and all its operators or elements are supported.
   *
   * @param schema the data type's fields. The model's input names are matched with its names, regardless of
   *   case and of anything but letters and digits; left out, names must be equal.
   * @throws ModelError with one of the MODEL_ codes
   */
  create(descriptor: ModelDescriptorProperties, schema?: RecordSchema): Promise<Model>;
  /** Makes the model again that `Model.toBytes` wrote. Throws ModelError like `create`. */
  restore(bytes: Uint8Array, schema?: RecordSchema): Promise<Model>;
}
