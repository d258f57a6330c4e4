import type { Cancellable, PunctuationType } from '../processor/processorContext.ts';
import { Record } from '../processor/record.ts';
import type { KeyValueStore } from '../state/keyValueStore.ts';
import type { ProcessorArgs } from './caseFile.ts';
import type { Context } from './forwardingProcessors.ts';
import type { Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';
import { hasKey } from './storingProcessors.ts';

const types = { streamTime: 'STREAM_TIME', wallClockTime: 'WALL_CLOCK_TIME' } as const satisfies {
  [type: string]: PunctuationType;
};

/** Collects records in a store and forwards them all, after a "tick", whenever its punctuator fires. */
class Punctuating implements GoldenProcessor {
  readonly #args: ProcessorArgs;
  readonly #storeName: string;
  #context: Context | undefined;
  #store: KeyValueStore<Value, Value> | undefined;
  #schedule: Cancellable | undefined;
  #fired = 0;

  constructor(args: ProcessorArgs, storeName: string) {
    this.#args = args;
    this.#storeName = storeName;
  }

  init(context: Context): void {
    this.#context = context;
    this.#store = context.getStateStore(this.#storeName);
    this.#start(context);
  }

  process(record: Record<Value, Value>): void {
    if (!hasKey(record) || this.#context === undefined) return;
    if (record.value !== null && record.value === this.#args.rescheduleOn) {
      this.#schedule?.cancel();
      this.#fired = 0;
      this.#start(this.#context);
    } else {
      this.#store?.put(record.key, record.value);
    }
  }

  #start(context: Context): void {
    const { type = 'streamTime', intervalMs = 0 } = this.#args;
    this.#schedule = context.schedule(intervalMs, types[type], (time) => this.#fire(time, context));
  }

  #fire(time: number, context: Context): void {
    this.#fired++;
    const entries = [...(this.#store?.all() ?? [])];
    const metadata = context.recordMetadata() === undefined ? 'no' : 'yes';
    const told = `${this.#fired}/${entries.length} meta=${metadata} streamTime=${context.currentStreamTimeMs()}`;
    context.forward(new Record<Value, Value>('tick', told, time));
    for (const { key, value } of entries) {
      context.forward(new Record(key, value, time));
      this.#store?.delete(key);
    }
    if (this.#fired === this.#args.cancelAfter) this.#schedule?.cancel();
  }
}

export function punctuate(args: ProcessorArgs, [store = '']: readonly string[]): GoldenProcessor {
  return new Punctuating(args, store);
}

export function twoPunctuators({ streamMs = 0, wallMs = 0 }: ProcessorArgs): GoldenProcessor {
  let context: Context;
  const tell = (key: string) => (time: number) =>
    context.forward(new Record<Value, Value>(key, `t${time}`, time));
  return {
    init(given) {
      context = given;
      given.schedule(streamMs, 'STREAM_TIME', tell('stream'));
      given.schedule(wallMs, 'WALL_CLOCK_TIME', tell('wall'));
    },
    process: (record) => context.forward(record),
  };
}
