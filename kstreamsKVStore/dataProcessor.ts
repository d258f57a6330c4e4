import type { MaybePromise, Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { DataOutcome } from '@kafka-tutorial/serving';
import { scoreRecord } from '@kafka-tutorial/serving/kstreams';
import type { ModelStore, ModelStores } from './modelStore.ts';

const saveEveryMs = 1000;

/** Scores each record with the model in service for its data type. */
export class DataProcessor implements Processor<Buffer, Buffer, Buffer, DataOutcome> {
  readonly #stores: ModelStores;
  #context!: ProcessorContext<Buffer, DataOutcome>;
  #store!: ModelStore;

  constructor(stores: ModelStores) {
    this.#stores = stores;
  }

  init(context: ProcessorContext<Buffer, DataOutcome>): void {
    this.#context = context;
    this.#store = this.#stores.of(context);
    // With every record would be a put of the statistics, to the disk and to the changelog, for each.
    context.schedule(saveEveryMs, 'WALL_CLOCK_TIME', () => this.#store.saveStatistics());
  }

  process(record: Record<Buffer, Buffer>): MaybePromise<void> {
    const score = () => scoreRecord(record, this.#context, (dataType) => this.#store.get(dataType));
    return this.#store.rebuilding?.then(score) ?? score();
  }

  close(): void {
    this.#stores.close(this.#store);
  }
}
