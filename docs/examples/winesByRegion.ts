import {
  Consumed,
  Grouped,
  Materialized,
  Named,
  Produced,
  Serdes,
  StreamsBuilder,
  type Topology,
} from '@kafka-tutorial/kstreams';

const text = Serdes.string();

/** Counts wines by region: in `wines` the winery is the key and the region is the value. */
export function winesByRegion(): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream('wines', Consumed.with(text, text).withName('wines'))
    .filter((_winery, region) => region !== 'unknown', Named.as('known'))
    .groupBy((_winery, region) => region, Grouped.with(text, text).withName('by-region'))
    .count(Named.as('count'), Materialized.as('counts'))
    .toStream(Named.as('changes'))
    .to('counts-by-region', Produced.with(text, Serdes.long()).withName('results'));
  return builder.build();
}
