import { PenguinRecord, WineRecord } from '@kafka-tutorial/proto';
import type { KafkaMessage } from 'kafkajs';

/** Makes a record of a message's bytes; throws when they are not one. */
export interface Decoder {
  decode(bytes: Uint8Array): object;
}

/** Decoders by data type. */
export type Registry = ReadonlyMap<string, Decoder>;

/** What became of a message: a record, or the reason why not. */
export type Decoded =
  | { readonly ok: true; readonly dataType: string; readonly record: object }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string };

export type FailureCode = 'RECORD_TYPE_UNKNOWN' | 'RECORD_EMPTY' | 'RECORD_CORRUPT';

/** The data types that there are; a new one is a line here. */
export const decoders: Registry = new Map<string, Decoder>([
  ['wine', WineRecord],
  ['penguins', PenguinRecord],
]);

/** Decodes a message by the data type that its key names; without a key it is a wine. Never throws. */
export function decode({ key, value }: Pick<KafkaMessage, 'key' | 'value'>): Decoded {
  const dataType = key?.toString() || 'wine';
  const decoder = dataType === 'wine' ? WineRecord : dataType === 'penguins' ? PenguinRecord : undefined;
  if (!decoder) return failure('RECORD_TYPE_UNKNOWN', `no decoder for the data type "${dataType}"`);
  if (!value?.length) return failure('RECORD_EMPTY', `a ${dataType} record without bytes`);
  try {
    return { ok: true, dataType, record: decoder.decode(value) };
  } catch (error) {
    return failure(
      'RECORD_CORRUPT',
      `not a ${dataType} record: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function failure(code: FailureCode, message: string): Decoded {
  return { ok: false, code, message };
}
