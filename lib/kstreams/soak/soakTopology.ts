import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import type { Topology } from '../topology/topology.ts';
import { type LastNumber, lastNumberSerde, takeNumber } from './lastNumber.ts';

/** The topics that the application reads and writes; each run has its own. */
export interface SoakTopics {
  readonly input: string;
  /** Results by store. */
  readonly results: Readonly<Record<StoreName, string>>;
}

/** `first`: in memory, of the input as it comes. The others are on disk, behind a repartition topic. */
export const storeNames = ['first', 'counts', 'last'] as const;
export type StoreName = (typeof storeNames)[number];

/** The repartition topic, which has the input under other keys. */
export const repartitionName = 'moved';

export function soakTopics(run: string): SoakTopics {
  const results = { first: `${run}-first`, counts: `${run}-counts`, last: `${run}-last` };
  return { input: `${run}-input`, results };
}

const text = Serdes.string();
const long = Serdes.long();

/** Stores of each kind; keys are `k-17` in the input and `17` behind the repartition topic. */
export function soakTopology({ input, results }: SoakTopics): Topology {
  const builder = new StreamsBuilder();
  const numbers = builder.stream(input, Consumed.with(text, long));
  numbers
    .groupByKey(Grouped.with(text, long))
    .aggregate(
      () => ({ last: 0 }),
      (_key, number, state) => takeNumber(state, number ?? 0),
      Materialized.as<string, LastNumber>(Stores.inMemoryKeyValueStore('first'))
        .withKeySerde(text)
        .withValueSerde(lastNumberSerde)
        .withCachingDisabled(),
    )
    .toStream()
    .to(results.first, Produced.with(text, lastNumberSerde));

  const moved = numbers.groupBy((key) => key?.slice(2), Grouped.with(text, long).withName(repartitionName));
  moved
    .count(
      Materialized.as<string, number>(Stores.persistentKeyValueStore('counts'))
        .withKeySerde(text)
        .withCachingDisabled(),
    )
    .toStream()
    .to(results.counts, Produced.with(text, long));
  moved
    .aggregate(
      () => ({ last: 0 }),
      (_key, number, state) => takeNumber(state, number ?? 0),
      Materialized.as<string, LastNumber>(Stores.persistentKeyValueStore('last'))
        .withKeySerde(text)
        .withValueSerde(lastNumberSerde)
        .withCachingEnabled(),
    )
    .toStream()
    .to(results.last, Produced.with(text, lastNumberSerde));
  return builder.build();
}
