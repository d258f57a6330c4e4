import { KStreamsError } from '../errors.ts';
import { SlidingWindowAggregate } from '../operators/slidingWindowAggregate.ts';
import type { StreamFold } from '../operators/streamAggregate.ts';
import type { TableOperator } from '../operators/tableOperator.ts';
import { TimeWindowAggregate } from '../operators/timeWindowAggregate.ts';
import type { Serde } from '../serdes/serde.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { Stores } from '../state/stores.ts';
import type { Windowed } from '../state/windowed.ts';
import { WindowedSerdes } from '../state/windowedSerdes.ts';
import type { StoreChoices } from './materialized.ts';
import type { SessionWindows } from './sessionWindows.ts';
import { SlidingWindows } from './slidingWindows.ts';
import { type StoreOptions, suppliedStore } from './tableStore.ts';
import type { TimeWindows } from './timeWindows.ts';

/** What a kind of windows asks of the tables that are made with it. */
export interface Windowing {
  /** How long after its end a window still takes records. */
  readonly gracePeriodMs: number;
  keySerde<K>(inner: Serde<K>): Serde<Windowed<K>>;
  storeBuilder<K, VA>(store: StoreOptions<K, VA>, choices: StoreChoices | undefined): StoreBuilder;
}

/** Windows with a fixed size, and how records are folded in them. */
export interface TimeWindowing extends Windowing {
  /** Whether count uses up a number more for a materialisation without a name, as in Java. */
  readonly countUsesNumber: boolean;
  /** Whether a cache would make no sense when windows are told of as they close. */
  readonly isUncachedOnClose: boolean;
  operator<K, V, VA>(
    storeName: string,
    fold: StreamFold<K, V, VA>,
    isEmittedOnClose: boolean,
  ): TableOperator<K, V, Windowed<K>, VA>;
}

export function timeWindowing(windows: TimeWindows | SlidingWindows): TimeWindowing {
  return windows instanceof SlidingWindows ? sliding(windows) : hopping(windows);
}

function hopping(windows: TimeWindows): TimeWindowing {
  const { sizeMs, gracePeriodMs } = windows;
  return {
    ...ofTime(gracePeriodMs, sizeMs, sizeMs + gracePeriodMs),
    countUsesNumber: true,
    isUncachedOnClose: false,
    operator: (storeName, fold, isEmittedOnClose) =>
      new TimeWindowAggregate({ storeName, windows, fold, isEmittedOnClose }),
  };
}

function sliding(windows: SlidingWindows): TimeWindowing {
  const { timeDifferenceMs, gracePeriodMs } = windows;
  return {
    ...ofTime(gracePeriodMs, timeDifferenceMs, 2 * timeDifferenceMs + gracePeriodMs),
    countUsesNumber: false,
    isUncachedOnClose: true,
    operator: (storeName, fold, isEmittedOnClose) =>
      new SlidingWindowAggregate({ storeName, windows, fold, isEmittedOnClose }),
  };
}

/** @param leastRetentionMs below it the store would forget windows that still take records */
function ofTime(gracePeriodMs: number, windowSizeMs: number, leastRetentionMs: number): Windowing {
  return {
    gracePeriodMs,
    keySerde: (inner) => WindowedSerdes.timeWindowedSerdeFrom(inner, windowSizeMs),
    storeBuilder({ name, keySerde, valueSerde }, choices) {
      const retentionMs = retention(name, choices, leastRetentionMs);
      const supplier =
        suppliedStore(choices, 'window') ?? Stores.inMemoryWindowStore(name, { retentionMs, windowSizeMs });
      return Stores.timestampedWindowStoreBuilder(supplier, keySerde, valueSerde);
    },
  };
}

export function sessionWindowing({ inactivityGapMs, gracePeriodMs }: SessionWindows): Windowing {
  return {
    gracePeriodMs: inactivityGapMs + gracePeriodMs,
    keySerde: WindowedSerdes.sessionWindowedSerdeFrom,
    storeBuilder({ name, keySerde, valueSerde }, choices) {
      const retentionMs = retention(name, choices, inactivityGapMs + gracePeriodMs);
      const supplier = suppliedStore(choices, 'session') ?? Stores.inMemorySessionStore(name, retentionMs);
      return Stores.sessionStoreBuilder(supplier, keySerde, valueSerde);
    },
  };
}

function retention(storeName: string, choices: StoreChoices | undefined, leastMs: number): number {
  const supplied = choices?.supplier?.kind === undefined ? undefined : retentionOf(choices.supplier);
  const retentionMs = supplied ?? choices?.retentionMs ?? leastMs;
  if (retentionMs >= leastMs) return retentionMs;
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `Expected the retention of the store ${storeName} to be at least ${leastMs} ms (the size of its windows, or the gap, and the grace period), got ${retentionMs} ms.`,
  );
}

function retentionOf(supplier: NonNullable<StoreChoices['supplier']>): number | undefined {
  return 'retentionMs' in supplier ? supplier.retentionMs : undefined;
}
