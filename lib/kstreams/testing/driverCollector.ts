import type { RecordCollector } from '../runtime/recordCollector.ts';
import type { ProducedRecord } from '../runtime/records.ts';

/** Keeps what a task produces. Every topic has one partition. */
export class DriverCollector implements RecordCollector {
  #records: ProducedRecord[] = [];

  send(record: ProducedRecord): void {
    this.#records.push({ ...record, partition: 0 });
  }

  partitionCount(): number {
    return 1;
  }

  flush(): void {}

  /** What was produced since the last call. */
  take(): readonly ProducedRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
