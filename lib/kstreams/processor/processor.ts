import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { MaybePromise } from './maybePromise.ts';
import type { FixedKeyProcessorContext, ProcessorContext } from './processorContext.ts';
import type { FixedKeyRecord, Record } from './record.ts';

/** One node's work. A task makes its own instance, so it may keep state; what must survive belongs in a store. */
export interface Processor<KIn, VIn, KOut, VOut> {
  init?(context: ProcessorContext<KOut, VOut>): void;
  /** May answer a promise; the task then awaits it before it takes the next record. */
  process(record: Record<KIn, VIn>): MaybePromise<void>;
  close?(): void;
}

/** A processor that may change a record's value but not its key. */
export interface FixedKeyProcessor<KIn, VIn, VOut> {
  init?(context: FixedKeyProcessorContext<KIn, VOut>): void;
  process(record: FixedKeyRecord<KIn, VIn>): MaybePromise<void>;
  close?(): void;
}

/** Brings the stores that its processor uses, so that they need not be added and connected one by one. */
interface ConnectedStores {
  stores?(): readonly StoreBuilder[];
}

export interface ProcessorSupplier<KIn, VIn, KOut, VOut> extends ConnectedStores {
  /** A new processor at each call. */
  get(): Processor<KIn, VIn, KOut, VOut>;
}

export interface FixedKeyProcessorSupplier<KIn, VIn, VOut> extends ConnectedStores {
  /** A new processor at each call. */
  get(): FixedKeyProcessor<KIn, VIn, VOut>;
}
