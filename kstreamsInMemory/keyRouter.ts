import type { MaybePromise, Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import { type KeyOf, underKey } from '@kafka-tutorial/serving/kstreams';

/** Where records go on: those under the key of their data type, and those that still have to get there. */
export interface Ways {
  readonly keyed: string;
  readonly astray: string;
}

/** Sends each record on to one of two children. */
export class KeyRouter implements Processor<Buffer, Buffer, Buffer, Buffer> {
  readonly #keyOf: KeyOf;
  readonly #ways: Ways;
  #context!: ProcessorContext<Buffer, Buffer>;

  constructor(keyOf: KeyOf, ways: Ways) {
    this.#keyOf = keyOf;
    this.#ways = ways;
  }

  init(context: ProcessorContext<Buffer, Buffer>): void {
    this.#context = context;
  }

  process(record: Record<Buffer, Buffer>): MaybePromise<void> {
    const key = this.#keyOf(record.key, record.value);
    if (key === undefined) return this.#context.forward(record, this.#ways.keyed);
    return this.#context.forward(underKey(record, key, this.#context), this.#ways.astray);
  }
}
