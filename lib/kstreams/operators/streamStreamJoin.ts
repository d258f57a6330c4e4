import { after, inOrder, type MaybePromise } from '../processor/maybePromise.ts';
import type { ProcessorSupplier } from '../processor/processor.ts';
import type { ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import type { JoinSideKey, LeftOrRight, OuterJoinStore } from '../state/outerJoinStore.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { WindowStore } from '../state/windowStore.ts';
import { operator } from './operator.ts';

/** Makes a value of one of each side; null where a side has none, and for the key of a record that has none. */
export type JoinValues<K, VL, VR, VOut> = (key: K | null, left: VL | null, right: VR | null) => VOut;

export interface StreamStreamJoinOptions<K, VL, VR, VOut> {
  readonly isLeft: boolean;
  /** Whether records of this side come out although they were not joined. */
  readonly isOuter: boolean;
  readonly windows: { readonly beforeMs: number; readonly afterMs: number; readonly gracePeriodMs: number };
  readonly joiner: JoinValues<K, VL, VR, VOut>;
  /** Where the records of the other side are. */
  readonly otherStore: StoreBuilder;
  /** Where both sides keep what was not joined yet; absent for an inner join. */
  readonly outerStore: StoreBuilder | undefined;
}

/** What both sides of a left or outer join know of time. */
class JoinTime {
  streamTime = -1;
  /** No record that was not joined yet is older. */
  minTime = Number.POSITIVE_INFINITY;
}

/** By the store that the two sides share: there is one in each task. */
const times = new WeakMap<object, JoinTime>();

function timeOf(store: object): JoinTime {
  const time = times.get(store) ?? new JoinTime();
  times.set(store, time);
  return time;
}

/** One side of the join of two streams: joins each of its records with those of the other side that are near. */
export function streamStreamJoin<K, VL, VR, VOut>(
  options: StreamStreamJoinOptions<K, VL, VR, VOut>,
): ProcessorSupplier<K, VL | VR, K, VOut> {
  const { isLeft, isOuter, windows, joiner, otherStore, outerStore } = options;
  const [beforeMs, afterMs] = isLeft
    ? [windows.beforeMs, windows.afterMs]
    : [windows.afterMs, windows.beforeMs];
  type Value = VL | VR;
  const joined = (key: K | null, own: Value, other: Value | null): VOut =>
    isLeft ? joiner(key, own as VL, other as VR | null) : joiner(key, other as VL | null, own as VR);

  const supplier = operator<K, Value, K, VOut>((context) => {
    const others = context.getStateStore<WindowStore<K, Value>>(otherStore.name);
    const waiting =
      outerStore && new WaitingRecords(context, outerStore.name, { ...options, isLeft, afterMs });
    return (record) => {
      const { key, value, timestamp } = record;
      waiting?.advance(timestamp);
      if (isOuter && key === null && value !== null) {
        return context.forward(record.withValue(joined(null, value, null)));
      }
      if (key === null || value === null) return context.dropRecord('a join needs a key and a value');
      return after(waiting?.emitClosed(record), () => {
        const from = Math.max(0, timestamp - beforeMs);
        const to = Math.max(0, timestamp + afterMs);
        let isJoined = false;
        const forwarded = inOrder(others.fetch(key, from, to), (other) => {
          isJoined = true;
          waiting?.joined(key, other.key);
          const result = record.withValue(joined(key, value, other.value));
          return context.forward(result.withTimestamp(Math.max(timestamp, other.key)));
        });
        return after(forwarded, () => {
          if (isJoined || !isOuter) return;
          if (waiting?.add(key, value, timestamp, to)) return;
          return context.forward(record.withValue(joined(key, value, null)));
        });
      });
    };
  });
  const stores = outerStore === undefined ? [otherStore] : [otherStore, outerStore];
  return { ...supplier, stores: () => stores };
}

interface WaitingOptions<K, VL, VR, VOut> {
  readonly isLeft: boolean;
  readonly afterMs: number;
  readonly windows: StreamStreamJoinOptions<K, VL, VR, VOut>['windows'];
  readonly joiner: JoinValues<K, VL, VR, VOut>;
}

/** The records that may still be joined: they come out alone when their window and its grace have passed. */
class WaitingRecords<K, VL, VR, VOut> {
  readonly #context: ProcessorContext<K, VOut>;
  readonly #store: OuterJoinStore<K, VL, VR>;
  readonly #time: JoinTime;
  readonly #options: WaitingOptions<K, VL, VR, VOut>;

  constructor(
    context: ProcessorContext<K, VOut>,
    storeName: string,
    options: WaitingOptions<K, VL, VR, VOut>,
  ) {
    this.#context = context;
    this.#store = context.getStateStore(storeName);
    this.#time = timeOf(this.#store);
    this.#options = options;
  }

  advance(timestamp: number): void {
    this.#time.streamTime = Math.max(this.#time.streamTime, timestamp);
  }

  /** A record of the other side has been joined. */
  joined(key: K, timestamp: number): void {
    const place = { key, timestamp, isLeft: !this.#options.isLeft };
    if (this.#store.get(place) !== null) this.#store.put(place, null);
  }

  /** Lets a record of this side wait; answers false when its window has passed already. */
  add(key: K, value: VL | VR, timestamp: number, windowEnd: number): boolean {
    if (windowEnd < this.#time.streamTime) return false;
    this.#time.minTime = Math.min(this.#time.minTime, timestamp);
    const { isLeft } = this.#options;
    const place = { key, timestamp, isLeft };
    const own = (isLeft ? { left: value } : { right: value }) as LeftOrRight<VL, VR>;
    this.#store.put(place, [...(this.#store.get(place) ?? []), own]);
    return true;
  }

  /** Forwards what has waited long enough; only a record that is at the stream's time sets it off. */
  emitClosed(record: Record<K, VL | VR>): MaybePromise<void> {
    const { windows, afterMs, joiner } = this.#options;
    const time = this.#time;
    if (record.timestamp !== time.streamTime) return;
    if (time.minTime + afterMs + windows.gracePeriodMs >= time.streamTime) return;
    return inOrder(this.#closed(), ({ place, values }) => {
      const forwarded = inOrder(values, (value) => {
        const [left, right] = 'left' in value ? [value.left, null] : [null, value.right];
        const result = record.withKey(place.key).withValue(joiner(place.key, left, right));
        return this.#context.forward(result.withTimestamp(place.timestamp));
      });
      return after(forwarded, () => this.#store.put(place, null));
    });
  }

  /** Each side's records are in the order of time, so that the first whose window is open ends the search for its side. */
  #closed(): { readonly place: JoinSideKey<K>; readonly values: LeftOrRight<VL, VR>[] }[] {
    const { windows } = this.#options;
    const { streamTime } = this.#time;
    const closed: { place: JoinSideKey<K>; values: LeftOrRight<VL, VR>[] }[] = [];
    const isOpen = { left: false, right: false };
    this.#time.minTime = Number.POSITIVE_INFINITY;
    for (const { key: place, value: values } of this.#store.all()) {
      this.#time.minTime = place.timestamp;
      if (isOpen.left && isOpen.right) break;
      const windowMs = place.isLeft ? windows.afterMs : windows.beforeMs;
      if (place.timestamp + windowMs + windows.gracePeriodMs >= streamTime) {
        isOpen[place.isLeft ? 'left' : 'right'] = true;
      } else {
        closed.push({ place, values });
      }
    }
    return closed;
  }
}
