import type { MaybePromise } from '../processor/maybePromise.ts';
import type { ProducedRecord } from './records.ts';

/** Where a task hands out what it produces: results, repartitioned records, changes of stores, dead letters. */
export interface RecordCollector {
  /** Takes the record at once; that it has arrived is known after the next flush. */
  send(record: ProducedRecord): void;
  /** How many partitions a topic has, for partitioners. */
  partitionCount(topic: string): number;
  /** Done when all that was sent is acknowledged; fails when something could not be written. */
  flush(): MaybePromise<void>;
}
