import {
  Consumed,
  Grouped,
  type KeyValueStore,
  Materialized,
  type Processor,
  type ProcessorContext,
  Produced,
  Record,
  Serdes,
  Stores,
  StreamsBuilder,
  Topology,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

const text = Serdes.string();
const results = Serdes.protobuf<ScoredRecord>(ScoredRecord);

interface Parts {
  readonly isGood?: (result: ScoredRecord) => boolean;
  readonly keyOf?: (result: ScoredRecord) => string;
  readonly next?: (count: number) => number;
}

const isWine = ({ dataType }: ScoredRecord) => dataType === 'wine';
const quality = ({ number }: ScoredRecord) => number ?? 0;

/** A topology that is not `goodWines`, in one part. */
function mutant({
  isGood = (result) => isWine(result) && quality(result) >= 7,
  keyOf = ({ modelName }) => modelName,
  next = (count) => count + 1,
}: Parts): () => Topology {
  return () => {
    const builder = new StreamsBuilder();
    builder
      .stream('models_results', Consumed.with(Serdes.bytes(), results))
      .filter((_key, result) => result !== null && isGood(result))
      .groupBy((_key, result) => (result ? keyOf(result) : null), Grouped.with(text, results))
      .aggregate(
        () => 0,
        (_model, _result, count) => next(count),
        Materialized.with(text, Serdes.long()),
      )
      .toStream()
      .to('good_wines', Produced.with(text, Serdes.long()));
    return builder.build();
  };
}

/** Wrong topologies, and what they do. */
export const mutants = {
  'counts no wine': mutant({ isGood: () => false }),
  'counts every wine': mutant({ isGood: isWine }),
  'counts from a quality above 7': mutant({ isGood: (result) => isWine(result) && quality(result) > 7 }),
  'counts from a quality above 6': mutant({ isGood: (result) => isWine(result) && quality(result) > 6 }),
  'counts only a quality of 7': mutant({ isGood: (result) => isWine(result) && quality(result) === 7 }),
  'counts other data types, too': mutant({ isGood: (result) => quality(result) >= 7 }),
  'counts all models together': mutant({ keyOf: ({ dataType }) => dataType }),
  'forgets the count before': mutant({ next: () => 1 }),
} as const;

/** The same as `goodWines`, by the Processor API: nodes and stores have other names. It tells when it is closed; it may be silent. */
export function otherGoodWines(onClose = () => {}, silent = false): Topology {
  const counts = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore('counts'), text, Serdes.long());
  return new Topology()
    .addSource('scored', 'models_results', { keySerde: Serdes.bytes(), valueSerde: results })
    .addProcessor('counter', { get: () => new Counter(onClose, silent), stores: () => [counts] }, 'scored')
    .addSink('counted', 'good_wines', { keySerde: text, valueSerde: Serdes.long() }, 'counter');
}

class Counter implements Processor<Buffer, ScoredRecord, string, number> {
  readonly #onClose: () => void;
  readonly #silent: boolean;
  #context!: ProcessorContext<string, number>;
  #counts!: KeyValueStore<string, number>;

  constructor(onClose: () => void, silent: boolean) {
    this.#onClose = onClose;
    this.#silent = silent;
  }

  init(context: ProcessorContext<string, number>): void {
    this.#context = context;
    this.#counts = context.getStateStore('counts');
  }

  process({ value, timestamp }: Record<Buffer, ScoredRecord>): void {
    if (this.#silent || value === null || !isWine(value) || quality(value) < 7) return;
    const count = (this.#counts.get(value.modelName) ?? 0) + 1;
    this.#counts.put(value.modelName, count);
    this.#context.forward(new Record(value.modelName, count, timestamp));
  }

  close(): void {
    this.#onClose();
  }
}
