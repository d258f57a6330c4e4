import type { Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { ModelFactory } from '@kafka-tutorial/model';
import { type ModelOutcome, takeModel } from '@kafka-tutorial/serving';
import { inputRecordOf, outcomeRecord } from '@kafka-tutorial/serving/kstreams';
import type { ModelStore } from './modelStore.ts';

/** Validates a model, warms it up and puts it into service; a bad one is rejected and the old one goes on. */
export class ModelProcessor implements Processor<Buffer, Buffer, Buffer, ModelOutcome> {
  readonly #store: ModelStore;
  readonly #factory: ModelFactory;
  #context!: ProcessorContext<Buffer, ModelOutcome>;

  constructor(store: ModelStore, factory: ModelFactory) {
    this.#store = store;
    this.#factory = factory;
  }

  init(context: ProcessorContext<Buffer, ModelOutcome>): void {
    this.#context = context;
  }

  async process(record: Record<Buffer, Buffer>): Promise<void> {
    const input = inputRecordOf(record, this.#context);
    const outcome = await takeModel(input, this.#factory, (loaded) => this.#store.swap(loaded));
    await this.#context.forward(outcomeRecord(outcome));
  }
}
