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

/** Big-endian: `quality f64 | partition i32 | offset i64`. */
export const bestSerde: Serde<Best> = {
  // Exercise: write all three parts, in the 20 bytes described above, and read them back. Refuse any other length.
  serialize: (_topic, best) => best && Buffer.from(String(best.quality)),
  deserialize: (_topic, bytes) => bytes && { quality: Number(String(bytes)), partition: 0, offset: 0n },
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
      // Exercise: keep the better one, in a store that is on the disk and in a changelog topic.
      (_best, next) => next,
      Materialized.as<string, Best>('best')
        .withKeySerde(text)
        .withValueSerde(bestSerde)
        .withLoggingDisabled(),
    );
  return builder.build();
}

/** Null for a score that is a label. */
function bestOf({ number, partition, offset }: ScoredRecord): Best | null {
  return typeof number === 'number' ? { quality: number, partition, offset: BigInt(String(offset)) } : null;
}
