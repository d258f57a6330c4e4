import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

/** What protobufjs generates for a message type, as far as it is needed here. */
export interface ProtobufCodec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
  /** Says what is wrong with a message, or null. */
  verify?(message: { [field: string]: unknown }): string | null;
}

/** Messages of one protobuf type. */
export function protobufSerde<T extends object>(codec: ProtobufCodec<T>): Serde<T> {
  return {
    serialize(topic, value) {
      if (value === null) return null;
      const problem = codec.verify?.(value as { [field: string]: unknown }) ?? null;
      if (problem !== null) throw cannotSerialize(topic, 'a message of its type', value, new Error(problem));
      const bytes = codec.encode(value).finish();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      try {
        return codec.decode(bytes);
      } catch (error) {
        throw cannotDeserialize(topic, 'a message of its type', bytes, error);
      }
    },
  };
}
