import type { Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { ModelFactory } from '@kafka-tutorial/model';
import { type ModelOutcome, takeModel } from '@kafka-tutorial/serving';
import { inputRecordOf, outcomeRecord } from '@kafka-tutorial/serving/kstreams';
import type { ModelStateStore } from './modelStore.ts';

/** Validates a model, warms it up and puts it into service and into the store; a bad one is rejected and the old one goes on. */
export class ModelProcessor implements Processor<Buffer, Buffer, Buffer, ModelOutcome> {
  readonly #storeName: string;
  readonly #factory: ModelFactory;
  #context!: ProcessorContext<Buffer, ModelOutcome>;
  #store!: ModelStateStore;

  constructor(storeName: string, factory: ModelFactory) {
    this.#storeName = storeName;
    this.#factory = factory;
  }

  init(context: ProcessorContext<Buffer, ModelOutcome>): void {
    this.#context = context;
    this.#store = context.getStateStore(this.#storeName);
    this.#store.rebuild();
  }

  async process(record: Record<Buffer, Buffer>): Promise<void> {
    const input = inputRecordOf(record, this.#context);
    await this.#store.rebuilding;
    if (this.#store.hasTaken(input)) return;
    const outcome = await takeModel(input, this.#factory, (loaded) => this.#store.swap(loaded, input));
    // Soon, so that after a crash it rarely comes again.
    this.#context.commit();
    await this.#context.forward(outcomeRecord(outcome));
  }
}
