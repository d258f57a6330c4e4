import {
  Consumed,
  Materialized,
  Produced,
  Serdes,
  StreamsBuilder,
  type Topology,
} from '@kafka-tutorial/kstreams';
import { ModelDescriptor } from '@kafka-tutorial/proto';

const text = Serdes.string();
export const modelSerde = Serdes.protobuf<ModelDescriptor>(ModelDescriptor);

/** A record of a changelog: the new value of a key, or null when the key was deleted. */
export interface ChangelogRecord<K, V> {
  readonly key: K;
  readonly value: V | null;
}

/** From stream to table and back: the latest model of each data type in the store `models`, and the names as they change. */
export function buildTopology(): Topology {
  const builder = new StreamsBuilder();
  builder
    .table('models_models', Consumed.with(text, modelSerde), Materialized.as('models'))
    .mapValues(({ name }) => name)
    .toStream()
    .to('models_in_service', Produced.with(text, text));
  return builder.build();
}

/** The table that a changelog describes, its records in their order. */
export function tableOf<K, V>(changelog: Iterable<ChangelogRecord<K, V>>): Map<K, V> {
  const table = new Map<K, V>();
  for (const { key, value } of changelog) {
    if (value === null) table.delete(key);
    else table.set(key, value);
  }
  return table;
}
