import {
  type KeyValueStore,
  type Processor,
  type ProcessorContext,
  Record,
  Serdes,
  Stores,
  Topology,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

/** What was scored of a data type since the statistics were published last. */
export interface Statistics {
  readonly scored: number;
  /** Time spent on scoring, microseconds. */
  readonly micros: number;
}

export const resultSerde = Serdes.protobuf<ScoredRecord>(ScoredRecord);
export const statisticsSerde = Serdes.json<Statistics>((parsed) => {
  const { scored, micros } = Object(parsed);
  if (Number.isInteger(scored) && Number.isFinite(micros)) return { scored, micros };
  throw new TypeError('expected the numbers scored and micros');
});

export const storeName = 'statistics';

/** Keeps statistics by data type in a store, and publishes them with each minute of stream time. */
export class StatisticsProcessor implements Processor<Buffer, ScoredRecord, string, Statistics> {
  #context!: ProcessorContext<string, Statistics>;
  #store!: KeyValueStore<string, Statistics>;

  init(context: ProcessorContext<string, Statistics>): void {
    this.#context = context;
    this.#store = context.getStateStore(storeName);
  }

  process({ value, timestamp }: Record<Buffer, ScoredRecord>): void {
    if (value === null) return;
    const { dataType, scoringMicros } = value;
    const { scored, micros } = this.#store.get(dataType) ?? { scored: 0, micros: 0 };
    this.#store.put(dataType, { scored: scored + 1, micros: micros + scoringMicros });
    this.#publish(timestamp);
  }

  #publish(time: number): void {
    for (const { key, value } of this.#store.all()) {
      this.#context.forward(new Record(key, value, time));
      this.#store.delete(key);
    }
  }
}

/** The topology: results come in, statistics go out, the store is the processor's. */
export function buildTopology(): Topology {
  const store = Stores.inMemoryKeyValueStore(storeName);
  return new Topology()
    .addSource('results', 'models_results', { keySerde: Serdes.bytes(), valueSerde: resultSerde })
    .addProcessor('statistics', { get: () => new StatisticsProcessor() }, 'results')
    .addStateStore(Stores.keyValueStoreBuilder(store, Serdes.string(), statisticsSerde), 'statistics')
    .addSink(
      'published',
      'models_statistics',
      { keySerde: Serdes.string(), valueSerde: statisticsSerde },
      'statistics',
    );
}
