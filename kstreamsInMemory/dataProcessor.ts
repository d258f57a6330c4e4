import type { MaybePromise, Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { DataOutcome } from '@kafka-tutorial/serving';
import { scoreRecord } from '@kafka-tutorial/serving/kstreams';
import type { ModelStore } from './modelStore.ts';

/** Scores each record with the model in service for its data type. */
export class DataProcessor implements Processor<Buffer, Buffer, Buffer, DataOutcome> {
  readonly #store: ModelStore;
  #context!: ProcessorContext<Buffer, DataOutcome>;

  constructor(store: ModelStore) {
    this.#store = store;
  }

  init(context: ProcessorContext<Buffer, DataOutcome>): void {
    this.#context = context;
  }

  process(record: Record<Buffer, Buffer>): MaybePromise<void> {
    // Exercise: keep statistics of the scores in a store, and forward them once a minute of stream time.
    // Solution: exercises/17-processor-api/solution/statistics.ts.
    return scoreRecord(record, this.#context, (dataType) => this.#store.get(dataType));
  }
}
