import { KStreamsError } from '../errors.ts';
import { after } from '../processor/maybePromise.ts';
import { Record } from '../processor/record.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import type { ChangeBuffer, Eviction } from '../state/buffer/changeBuffer.ts';
import type { Change } from './change.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import type { TableView } from './tableView.ts';

export interface SuppressOptions<K> {
  readonly storeName: string;
  /** How much later than an update's time the stream must be for it to be let go. */
  readonly waitMs: number;
  /** The time an update is ordered and let go by. */
  timeOf(key: K, timestamp: number): number;
  /** Deletions need not be told of: nothing was told of what they delete. */
  readonly dropsDeletions: boolean;
  readonly maxRecords: number;
  readonly maxBytes: number;
  readonly whenFull: 'emitEarly' | 'shutDown';
}

/** Holds updates of a table back until their time has come; those of one key become one. */
export class Suppress<K, V> implements TableOperator<K, Change<V>, K, V> {
  readonly historyRetentionMs = undefined;
  readonly #parent: TableOperator<never, never, K, V>;
  readonly #options: SuppressOptions<K>;

  constructor(parent: TableOperator<never, never, K, V>, options: SuppressOptions<K>) {
    this.#parent = parent;
    this.#options = options;
    parent.enableSendingOldValues(true);
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    return this.#parent.enableSendingOldValues(forceMaterialization);
  }

  /** What is held back is not seen yet. */
  view(): TableView<K, V> {
    const [parent, { storeName }] = [this.#parent.view(), this.#options];
    return {
      storeNames: [storeName, ...parent.storeNames],
      open(context) {
        const read = parent.open(context);
        const buffer = context.getStateStore<ChangeBuffer<K, V>>(storeName);
        return (key) => {
          const held = buffer.priorValueForBuffered(key);
          if (held === undefined) return read(key);
          return held.value === null ? null : { value: held.value, timestamp: -1 };
        };
      },
    };
  }

  get() {
    return this.#supplier.get();
  }

  readonly #supplier = operator<K, Change<V>, K, Change<V>>((context) => {
    const { storeName, waitMs, timeOf, dropsDeletions, maxRecords, maxBytes, whenFull } = this.#options;
    const buffer = context.getStateStore<ChangeBuffer<K, V>>(storeName);
    let observedTime = -1;
    const isFull = () => buffer.numRecords > maxRecords || buffer.bufferSize > maxBytes;
    const emit = ({ key, newValue, oldValue, context: written }: Eviction<K, V>) => {
      if (newValue === null && dropsDeletions) return;
      const { timestamp, headers } = written;
      return context.withRecordContext(written, () =>
        context.forward(new Record(key, { newValue, oldValue }, timestamp, headers)),
      );
    };
    return (record) => {
      const key = record.key as K;
      observedTime = Math.max(observedTime, record.timestamp);
      const change = record.value ?? { newValue: null, oldValue: null };
      const current = context.recordContext() as RecordContext;
      buffer.put(timeOf(key, record.timestamp), key, change, current);
      const expired = () => buffer.minTime <= observedTime - waitMs;
      return after(buffer.evictWhile(expired, emit), () => {
        if (!isFull()) return;
        if (whenFull === 'emitEarly') return buffer.evictWhile(isFull, emit);
        throw new KStreamsError(
          'SUPPRESS_BUFFER_FULL',
          `The buffer ${storeName} may hold ${maxRecords} records and ${maxBytes} bytes, and has ${buffer.numRecords} records and ${buffer.bufferSize} bytes.`,
          { hint: 'Give it more room, or let it emit early when it is full.' },
        );
      });
    };
  });
}
