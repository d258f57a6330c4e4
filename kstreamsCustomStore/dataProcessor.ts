import type { MaybePromise, Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { DataOutcome } from '@kafka-tutorial/serving';
import { scoreRecord } from '@kafka-tutorial/serving/kstreams';
import type { ModelStateStore } from './modelStore.ts';

/** Scores each record with the model in service for its data type. */
export class DataProcessor implements Processor<Buffer, Buffer, Buffer, DataOutcome> {
  readonly #storeName: string;
  #context!: ProcessorContext<Buffer, DataOutcome>;
  #store!: ModelStateStore;

  constructor(storeName: string) {
    this.#storeName = storeName;
  }

  init(context: ProcessorContext<Buffer, DataOutcome>): void {
    this.#context = context;
    this.#store = context.getStateStore(this.#storeName);
    this.#store.rebuild();
  }

  process(record: Record<Buffer, Buffer>): MaybePromise<void> {
    const score = () => scoreRecord(record, this.#context, (dataType) => this.#store.get(dataType));
    return this.#store.rebuilding?.then(score) ?? score();
  }
}
