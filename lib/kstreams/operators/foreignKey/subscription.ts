import type { Serde } from '../../serdes/serde.ts';
import { cannotDeserialize } from '../../serdes/serdeErrors.ts';

/** What the table of the foreign keys is to do about a row that refers to it. */
export const instructions = {
  /** Forget the subscription. */
  deleteNoPropagate: 0,
  /** Forget it, and answer that there is nothing any more. */
  deleteAndPropagate: 1,
  /** Keep it, and answer with the value, also when there is none. */
  propagateNull: 2,
  /** Keep it, and answer with the value if there is one. */
  propagateIfPresent: 3,
} as const;

export type Instruction = (typeof instructions)[keyof typeof instructions];

/** A row of the left table subscribes to the row of the right table that has its foreign key. */
export interface Subscription<K> {
  /** Of the left value, to tell whether an answer is still of interest; null: the row is deleted. */
  readonly hash: Buffer | null;
  readonly instruction: Instruction;
  readonly primaryKey: K;
  /** Where the answer has to go. */
  readonly primaryPartition: number;
}

/** The right table's answer: its value, and the hash that came with the subscription. */
export interface SubscriptionResponse<V> {
  readonly hash: Buffer | null;
  readonly foreignValue: V | null;
  /** Undefined where it is read: it has arrived then. */
  readonly primaryPartition: number | undefined;
}

const hashBytes = 16;
const withoutHash = 0x80;
const subscriptionVersion = 1;
const responseVersion = 0;

/** `version (with 0x80: no hash) | instruction | hash | primary key | partition i32`, as Java since 3.4. */
export function subscriptionSerde<K>(keySerde: Serde<K>, keyTopic: string): Serde<Subscription<K>> {
  return {
    serialize(_topic, subscription) {
      if (subscription === null) return null;
      const { hash, instruction, primaryKey, primaryPartition } = subscription;
      const version = hash === null ? subscriptionVersion | withoutHash : subscriptionVersion;
      const partition = Buffer.allocUnsafe(4);
      partition.writeInt32BE(primaryPartition, 0);
      const key = keySerde.serialize(keyTopic, primaryKey) ?? Buffer.alloc(0);
      return Buffer.concat([Buffer.of(version, instruction), hash ?? Buffer.alloc(0), key, partition]);
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      const head = versionAndHash(bytes, 2);
      const keyEnd = bytes.length - 4;
      const instruction = bytes[1] as Instruction;
      if (head?.version !== subscriptionVersion || head.end > keyEnd || instruction > 3) {
        throw cannotDeserialize(topic, 'a subscription of version 1', bytes);
      }
      const primaryKey = keySerde.deserialize(keyTopic, bytes.subarray(head.end, keyEnd)) as K;
      return { hash: head.hash, instruction, primaryKey, primaryPartition: bytes.readInt32BE(keyEnd) };
    },
  };
}

/** `version (with 0x80: no hash) | hash | value`; nothing where there is no value. */
export function responseSerde<V>(valueSerde: Serde<V>): Serde<SubscriptionResponse<V>> {
  return {
    serialize(topic, response) {
      if (response === null) return null;
      const { hash, foreignValue } = response;
      const version = hash === null ? responseVersion | withoutHash : responseVersion;
      const value = foreignValue === null ? null : valueSerde.serialize(topic, foreignValue);
      return Buffer.concat([Buffer.of(version), hash ?? Buffer.alloc(0), value ?? Buffer.alloc(0)]);
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      const head = versionAndHash(bytes, 1);
      if (head?.version !== responseVersion) {
        throw cannotDeserialize(topic, 'an answer to a subscription of version 0', bytes);
      }
      const rest = bytes.subarray(head.end);
      const foreignValue = rest.length === 0 ? null : valueSerde.deserialize(topic, rest);
      return { hash: head.hash, foreignValue, primaryPartition: undefined };
    },
  };
}

/** Undefined when the bytes end too early. */
function versionAndHash(bytes: Buffer, start: number) {
  const first = bytes[0] ?? 0;
  const hasHash = (first & withoutHash) === 0;
  const end = hasHash ? start + hashBytes : start;
  if (bytes.length < end) return undefined;
  return { version: first & ~withoutHash, hash: hasHash ? bytes.subarray(start, end) : null, end };
}

/** Where the store of subscriptions keeps one: `length of the foreign key i32 | foreign key | primary key`. */
export function combinedKey(foreignKey: Buffer, primaryKey: Buffer): Buffer {
  return Buffer.concat([foreignKeyPrefix(foreignKey), primaryKey]);
}

/** What the keys of all subscriptions of a foreign key begin with. */
export function foreignKeyPrefix(foreignKey: Buffer): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeInt32BE(foreignKey.length, 0);
  return Buffer.concat([length, foreignKey]);
}
