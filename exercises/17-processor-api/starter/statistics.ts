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
const publishEveryMs = 60_000;

/** Keeps statistics by data type and publishes them. */
export class StatisticsProcessor implements Processor<Buffer, ScoredRecord, string, Statistics> {
  readonly #statistics = new Map<string, Statistics>();
  #context!: ProcessorContext<string, Statistics>;

  init(context: ProcessorContext<string, Statistics>): void {
    this.#context = context;
    // Exercise: get the store instead of the Map, and schedule a punctuator.
  }

  process({ value, timestamp }: Record<Buffer, ScoredRecord>): void {
    if (value === null) return;
    const { dataType, scoringMicros } = value;
    const { scored, micros } = this.#statistics.get(dataType) ?? { scored: 0, micros: 0 };
    const statistics = { scored: scored + 1, micros: micros + scoringMicros };
    this.#statistics.set(dataType, statistics);
    // Exercise: a record each time is too much. Leave this to the punctuator.
    this.#context.forward(new Record(dataType, statistics, timestamp));
  }
}

/** The topology: results come in, statistics go out. */
export function buildTopology(): Topology {
  // Exercise: add a store, built by `Stores.keyValueStoreBuilder`, and connect it to the processor.
  return new Topology()
    .addSource('results', 'models_results', { keySerde: Serdes.bytes(), valueSerde: resultSerde })
    .addProcessor('statistics', { get: () => new StatisticsProcessor() }, 'results')
    .addSink(
      'published',
      'models_statistics',
      { keySerde: Serdes.string(), valueSerde: statisticsSerde },
      'statistics',
    );
}
