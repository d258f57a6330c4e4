import {
  Consumed,
  type LogConfig,
  type Processor,
  type ProcessorContext,
  type Record,
  Serdes,
  type StateStore,
  type StateStoreContext,
  type StoreBuilder,
  StreamsBuilder,
  type Topology,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

/** A score and where its record stands: partition-offset. */
export interface Entry {
  readonly quality: number;
  readonly place: string;
}

const text = Serdes.string();
const scored = Serdes.protobuf<ScoredRecord>(ScoredRecord);
const entriesSerde = Serdes.json((parsed) => {
  if (Array.isArray(parsed)) return parsed as Entry[];
  throw new TypeError(`expected a list of entries, got ${typeof parsed}`);
});

/** A store that knows the best entries of each data type, the best one first. */
export class TopStore implements StateStore {
  readonly name: string;
  readonly persistent = false;
  readonly #size: number;
  readonly #entries = new Map<string, readonly Entry[]>();
  #context: StateStoreContext | undefined;

  constructor(name: string, size: number) {
    this.name = name;
    this.#size = size;
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  init(context: StateStoreContext, root: StateStore): void {
    this.#context = context;
    context.register(root, (key, value) => this.#restore(key, value));
  }

  /** Of equal entries the earlier one is better. */
  add(dataType: string, entry: Entry): void {
    const best = [...this.top(dataType), entry].sort((a, b) => b.quality - a.quality).slice(0, this.#size);
    if (!best.includes(entry)) return;
    this.#entries.set(dataType, best);
    this.#logChange(dataType, best);
  }

  top(dataType: string): readonly Entry[] {
    return this.#entries.get(dataType) ?? [];
  }

  flush(): void {}

  close(): void {
    this.#context = undefined;
  }

  /** All entries of a key in one record: the topic is compacted, and of each key only the last record is sure to stay. */
  #logChange(dataType: string, entries: Entry[]): void {
    if (!this.#context) return;
    const value = entriesSerde.serialize(this.#context.changelogTopic(this.name), entries);
    this.#context.logChange(this.name, Buffer.from(dataType), value, this.#context.timestamp());
  }

  #restore(key: Buffer, value: Buffer | null): void {
    const entries = entriesSerde.deserialize(this.name, value);
    if (entries) this.#entries.set(key.toString(), entries);
    else this.#entries.delete(key.toString());
  }
}

/** Makes the store of each task. */
export class TopStoreBuilder implements StoreBuilder<TopStore> {
  readonly name: string;
  readonly cachingEnabled = false;
  loggingEnabled = false;
  logConfig: LogConfig = {};
  readonly #size: number;

  constructor(name: string, size: number) {
    this.name = name;
    this.#size = size;
  }

  withCachingEnabled(): this {
    return this;
  }

  withCachingDisabled(): this {
    return this;
  }

  withLoggingEnabled(config: LogConfig): this {
    this.loggingEnabled = true;
    this.logConfig = config;
    return this;
  }

  withLoggingDisabled(): this {
    this.loggingEnabled = false;
    return this;
  }

  build(): TopStore {
    return new TopStore(this.name, this.#size);
  }
}

/** Adds each score of `models_results` to the store `top`, which keeps the best ones of each data type. */
export function topScores(size: number): Topology {
  const builder = new StreamsBuilder();
  builder.addStateStore(new TopStoreBuilder('top', size));
  builder
    .stream('models_results', Consumed.with(text, scored))
    .process({ get: () => new TopProcessor() }, 'top');
  return builder.build();
}

class TopProcessor implements Processor<string | null, ScoredRecord | null, never, never> {
  #store!: TopStore;

  init(context: ProcessorContext<never, never>): void {
    this.#store = context.getStateStore('top');
  }

  process({ key, value }: Record<string | null, ScoredRecord | null>): void {
    if (key === null || typeof value?.number !== 'number') return;
    this.#store.add(key, { quality: value.number, place: `${value.partition}-${value.offset}` });
  }
}
