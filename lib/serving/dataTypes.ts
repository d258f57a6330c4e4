import type { FeatureRecord } from '@kafka-tutorial/model';
import { defaultDataType } from './configuration.ts';
import type { DataType } from './dataTypes/dataType.ts';
import { penguins } from './dataTypes/penguins.ts';
import { wine } from './dataTypes/wine.ts';
import { ServingError } from './errors.ts';

export type { DataType } from './dataTypes/dataType.ts';

/** By name. A further one is a message in `proto/`, a file in `dataTypes/` and its name here; docs/dataTypes.md. */
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
