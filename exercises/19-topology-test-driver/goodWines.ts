import { Consumed, Grouped, Produced, Serdes, StreamsBuilder, type Topology } from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

const text = Serdes.string();
const results = Serdes.protobuf<ScoredRecord>(ScoredRecord);

/** Counts the wines of quality 7 or more, by the name of the model that has found them. */
export function goodWines(): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream('models_results', Consumed.with(Serdes.bytes(), results))
    .filter((_key, result) => result?.dataType === 'wine' && (result.number ?? 0) >= 7)
    .groupBy((_key, result) => result?.modelName ?? null, Grouped.with(text, results))
    .count()
    .toStream()
    .to('good_wines', Produced.with(text, Serdes.long()));
  return builder.build();
}
