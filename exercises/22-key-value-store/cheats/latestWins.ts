import {
  Consumed,
  Grouped,
  Materialized,
  type Serde,
  Serdes,
  Stores,
  StreamsBuilder,
  type Topology,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

/** The best quality that was scored, and where the record stands that has it. */
export interface Best {
  readonly quality: number;
  readonly partition: number;
  readonly offset: bigint;
}

const text = Serdes.string();
const scored = Serdes.protobuf<ScoredRecord>(ScoredRecord);
const bestBytes = 20;

/** Big-endian: `quality f64 | partition i32 | offset i64`. */
export const bestSerde: Serde<Best> = {
  serialize(_topic, best) {
    if (best === null) return null;
    const bytes = Buffer.alloc(bestBytes);
    bytes.writeDoubleBE(best.quality, 0);
    bytes.writeInt32BE(best.partition, 8);
    bytes.writeBigInt64BE(best.offset, 12);
    return bytes;
  },
  deserialize(topic, bytes) {
    if (bytes === null) return null;
    if (bytes.length !== bestBytes) {
      throw new TypeError(`expected ${bestBytes} bytes from ${topic}, got ${bytes.length}`);
    }
    return {
      quality: bytes.readDoubleBE(0),
      partition: bytes.readInt32BE(8),
      offset: bytes.readBigInt64BE(12),
    };
  },
};

/** Keeps the best score of each data type that `models_results` has, the first of equals, in the store `best`. */
export function bestScores(): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream('models_results', Consumed.with(text, scored))
    .mapValues((score) => score && bestOf(score))
    .filter((_dataType, best): best is Best => best !== null)
    .groupByKey(Grouped.with(text, bestSerde))
    .reduce(
      (_best, next) => next,
      Materialized.as<string, Best>(Stores.persistentKeyValueStore('best'))
        .withKeySerde(text)
        .withValueSerde(bestSerde),
    );
  return builder.build();
}

/** Null for a score that is a label. */
function bestOf({ number, partition, offset }: ScoredRecord): Best | null {
  return typeof number === 'number' ? { quality: number, partition, offset: BigInt(String(offset)) } : null;
}
