import type { FeatureRecord, RecordSchema } from '@kafka-tutorial/model';
import { PenguinRecord, WineRecord } from '@kafka-tutorial/proto';
import { defaultDataType } from './configuration.ts';
import { ServingError } from './errors.ts';

/** A kind of record that can be scored. A further one is a message in `proto/` and a row in `dataTypes`. */
export interface DataType {
  readonly name: string;
  /** What its models predict, as it is printed. */
  readonly resultName: string;
  readonly schema: RecordSchema;
  /** A plausible record: a model is tried on it before it serves. */
  readonly sample: FeatureRecord;
  /** Decodes the message. Throws whatever protobufjs throws when the bytes are not one. */
  readonly decode: (bytes: Uint8Array) => FeatureRecord;
  /** Fields that no real record lacks; a truncated one does. */
  readonly required: readonly string[];
}

const numbers = (...names: string[]) => names.map((name) => ({ name, kind: 'number' as const }));
const strings = (...names: string[]) => names.map((name) => ({ name, kind: 'string' as const }));

// `decode` gives class instances; all their fields are numbers and strings, so they are feature records.
const wine: DataType = {
  name: 'wine',
  resultName: 'quality',
  schema: {
    dataType: 'wine',
    fields: numbers(
      ...['fixed_acidity', 'volatile_acidity', 'citric_acid', 'residual_sugar', 'chlorides'],
      ...['free_sulfur_dioxide', 'total_sulfur_dioxide', 'density', 'pH', 'sulphates', 'alcohol'],
    ),
  },
  sample: {
    ...{ fixed_acidity: 7.4, volatile_acidity: 0.7, citric_acid: 0, residual_sugar: 1.9, chlorides: 0.076 },
    ...{ free_sulfur_dioxide: 11, total_sulfur_dioxide: 34, density: 0.9978, pH: 3.51, sulphates: 0.56 },
    alcohol: 9.4,
  },
  decode: (bytes) => WineRecord.decode(bytes) as unknown as FeatureRecord,
  required: ['density', 'pH', 'alcohol'],
};

const penguins: DataType = {
  name: 'penguins',
  resultName: 'species',
  schema: {
    dataType: 'penguins',
    fields: [
      ...strings('island'),
      ...numbers('bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'),
      ...strings('sex'),
      ...numbers('year'),
    ],
  },
  sample: {
    ...{ island: 'Torgersen', bill_length_mm: 39.1, bill_depth_mm: 18.7, flipper_length_mm: 181 },
    ...{ body_mass_g: 3750, sex: 'male', year: 2007 },
  },
  decode: (bytes) => PenguinRecord.decode(bytes) as unknown as FeatureRecord,
  required: ['dataType'],
};

export const dataTypes: ReadonlyMap<string, DataType> = new Map(
  [wine, penguins].map((type) => [type.name, type]),
);

const varieties = new Map<string, DataType>();

/**
 * The data type of this name. `wine-1` to `wine-9`, and so on for each data type, are its varieties: the same records,
 * with models of their own.
 *
 * @throws ServingError RECORD_TYPE_UNKNOWN
 */
export function dataTypeNamed(name: string): DataType {
  const type = dataTypes.get(name) ?? varieties.get(name) ?? newVariety(name);
  if (type) return type;
  throw new ServingError(
    'RECORD_TYPE_UNKNOWN',
    `data type "${name.slice(0, 100)}" is unknown; expected one of ${[...dataTypes.keys()].join(', ')}`,
  );
}

function newVariety(name: string): DataType | undefined {
  const kind = dataTypes.get(/^(.+)-[1-9]$/.exec(name)?.[1] ?? '');
  if (!kind) return undefined;
  const variety = { ...kind, name, schema: { ...kind.schema, dataType: name } };
  varieties.set(name, variety);
  return variety;
}

/** The data type that a record's key names; a record without a key is a wine record. */
export function dataTypeOfKey(key: Buffer | null): DataType {
  return dataTypeNamed(key === null || key.length === 0 ? defaultDataType : key.toString());
}

/**
 * Decodes a record of this type.
 *
 * @throws ServingError RECORD_EMPTY, RECORD_CORRUPT, RECORD_INCOMPLETE
 */
export function decodeRecord(type: DataType, bytes: Buffer | null): FeatureRecord {
  if (bytes === null || bytes.length === 0) throw new ServingError('RECORD_EMPTY', 'the record has no bytes');
  let record: FeatureRecord;
  try {
    record = type.decode(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ServingError('RECORD_CORRUPT', `not a ${type.name} record: ${reason}`, { cause });
  }
  for (const field of type.required) {
    // Zero and "" are what protobuf decodes for a field that is not there.
    if (!record[field]) throw new ServingError('RECORD_INCOMPLETE', `a ${type.name} record without ${field}`);
  }
  return record;
}
