import type { Serde } from '../serdes/serde.ts';
import { cannotDeserialize } from '../serdes/serdeErrors.ts';
import { BaseStoreBuilder } from './baseStoreBuilder.ts';
import { ByteReader, lengthPrefixed } from './buffer/byteReader.ts';
import { changeLogging } from './changeLoggingKeyValueStore.ts';
import type { KeyValueStore } from './keyValueStore.ts';
import { MeteredKeyValueStore, type SerdesOf } from './meteredKeyValueStore.ts';
import type { KeyValueBytesStoreSupplier } from './stores.ts';
import { readTime, writeTime } from './timeBytes.ts';

/** A record of one side that has found none of the other. */
export interface JoinSideKey<K> {
  readonly timestamp: number;
  readonly isLeft: boolean;
  readonly key: K;
}

/** A value of either side. */
export type LeftOrRight<VL, VR> = { readonly left: VL } | { readonly right: VR };

/** Records that have not been joined, both sides together; those of one key, side and timestamp in their order. */
export type OuterJoinStore<K, VL, VR> = KeyValueStore<JoinSideKey<K>, LeftOrRight<VL, VR>[]>;

interface JoinSerdes<K, VL, VR> {
  readonly key: Serde<K> | undefined;
  readonly left: Serde<VL> | undefined;
  readonly right: Serde<VR> | undefined;
}

/** Makes the store that both sides of a left or outer join share. */
export class OuterJoinStoreBuilder<K, VL, VR> extends BaseStoreBuilder<OuterJoinStore<K, VL, VR>> {
  readonly #supplier: KeyValueBytesStoreSupplier;
  readonly #serdesOf: SerdesOf<JoinSideKey<K>, LeftOrRight<VL, VR>[]>;

  constructor(supplier: KeyValueBytesStoreSupplier, { key, left, right }: JoinSerdes<K, VL, VR>) {
    super(supplier.name);
    this.#supplier = supplier;
    const owner = `The store ${supplier.name}`;
    this.#serdesOf = (context) => ({
      key: joinSideKeySerde(context.keySerde(key, owner)),
      value: leftOrRightListSerde(context.valueSerde(left, owner), context.valueSerde(right, owner)),
    });
  }

  build(): OuterJoinStore<K, VL, VR> {
    const bytes = this.#supplier.get();
    return new MeteredKeyValueStore(
      this.loggingEnabled ? changeLogging(bytes, false) : bytes,
      this.#serdesOf,
    );
  }
}

/** `timestamp i64 | 1 for left, 0 for right | key`, so that the store is in the order of time. */
function joinSideKeySerde<K>(inner: Serde<K>): Serde<JoinSideKey<K>> {
  return {
    serialize(topic, data) {
      if (data === null) return null;
      const key = inner.serialize(topic, data.key) ?? Buffer.alloc(0);
      const bytes = Buffer.allocUnsafe(9 + key.length);
      writeTime(bytes, data.timestamp, 0);
      bytes[8] = data.isLeft ? 1 : 0;
      key.copy(bytes, 9);
      return bytes;
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      if (bytes.length < 9) throw cannotDeserialize(topic, 'a timestamp, a side and a key', bytes);
      const key = inner.deserialize(topic, bytes.subarray(9)) as K;
      return { timestamp: readTime(bytes, 0), isLeft: bytes[8] === 1, key };
    },
  };
}

const variableSize = 1;

/** A list as Java's ListSerde writes it: `1 | count i32`, then each value with its length; values begin with their side. */
function leftOrRightListSerde<VL, VR>(left: Serde<VL>, right: Serde<VR>): Serde<LeftOrRight<VL, VR>[]> {
  return {
    serialize(topic, values) {
      if (values === null) return null;
      const head = Buffer.allocUnsafe(5);
      head[0] = variableSize;
      head.writeInt32BE(values.length, 1);
      const written = values.map((value) => {
        const isLeft = 'left' in value;
        const bytes = isLeft ? left.serialize(topic, value.left) : right.serialize(topic, value.right);
        return lengthPrefixed(Buffer.concat([Buffer.of(isLeft ? 1 : 0), bytes ?? Buffer.alloc(0)]));
      });
      return Buffer.concat([head, ...written]);
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      const reader = new ByteReader(bytes, 'a list of values that are to be joined');
      reader.bytes(1);
      const values: LeftOrRight<VL, VR>[] = [];
      for (let count = reader.int32(); count > 0; count--) {
        const value = reader.lengthPrefixed() ?? Buffer.of(0);
        const rest = value.subarray(1);
        if (value[0] === 1) values.push({ left: left.deserialize(topic, rest) as VL });
        else values.push({ right: right.deserialize(topic, rest) as VR });
      }
      return values;
    },
  };
}
