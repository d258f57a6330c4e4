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
  // Exercise: 1. Two data types, two lines: the name and the decoder.
]);

/** Decodes a message by the data type that its key names; without a key it is a wine. Never throws. */
export function decode({ key, value }: Pick<KafkaMessage, 'key' | 'value'>, registry = decoders): Decoded {
  // Exercise: 2. Choose the decoder by the key, from the registry. 3. to 5. Return failures instead of throwing.
  return { ok: true, dataType: 'wine', record: WineRecord.decode(value ?? Buffer.of()) };
}

function failure(code: FailureCode, message: string): Decoded {
  return { ok: false, code, message };
}
