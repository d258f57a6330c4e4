import { ModelDescriptor } from '@kafka-tutorial/proto';
import { defaultDataType } from '../configuration.ts';

/** Tells the key that a record should have; undefined when it has it, or nothing can be said. */
export type KeyOf = (key: Buffer | null, value: Buffer | null) => string | undefined;

/** A record without a key belongs to the default data type. */
export const keyOfData: KeyOf = (key) => (key === null || key.length === 0 ? defaultDataType : undefined);

/** A model belongs to the data type that it names itself. */
export const keyOfModel: KeyOf = (key, value) => {
  const dataType = dataTypeOfModel(value);
  return dataType === undefined || dataType === key?.toString() ? undefined : dataType;
};

function dataTypeOfModel(value: Buffer | null): string | undefined {
  try {
    return value === null ? undefined : ModelDescriptor.decode(value).dataType || undefined;
  } catch {
    // It is rejected when it is taken.
    return undefined;
  }
}
