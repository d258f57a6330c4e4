import type { KStreamsError } from '../errors.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { ProducedRecord } from './records.ts';

/**
 * Decides about a record that the cluster has not taken: returns when it may be dropped, throws when the task must stop.
 */
export type OnRefused = (record: ProducedRecord, error: KStreamsError) => void;

/** Where a task hands out what it produces: results, repartitioned records, changes of stores, dead letters. */
export interface RecordCollector {
  /**
   * Takes the record at once; that it has arrived is known after the next flush. `onRefused` is asked later, while other
   * records may be processed; without it a record that is refused ends everything.
   */
  send(record: ProducedRecord, onRefused?: OnRefused): void;
  /** How many partitions a topic has, for partitioners. */
  partitionCount(topic: string): number;
  /** Done when all that was sent is acknowledged; fails when something could not be written. */
  flush(): MaybePromise<void>;
}
