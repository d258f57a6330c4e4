import { describeRecord, type TopicRecord } from './describeRecord.ts';

const linesPerSecond = 20;

/** Prints records: a line for each, and above twenty a second one summary line a second instead. */
export class DataReader {
  readonly #write: (line: string) => void;
  readonly #records = new Map<string, number>();
  #inThisSecond = 0;
  #busy = false;

  constructor(write: (line: string) => void = console.log) {
    this.#write = write;
  }

  observe(record: TopicRecord): void {
    this.#records.set(record.topic, (this.#records.get(record.topic) ?? 0) + 1);
    this.#inThisSecond++;
    if (!this.#busy && this.#inThisSecond <= linesPerSecond) this.#write(describeRecord(record));
  }

  /** To be called once a second: writes the summary where there were too many records for a line each. */
  tick(): void {
    this.#busy = this.#inThisSecond > linesPerSecond;
    if (this.#busy) {
      const byTopic = [...this.#records].map(([topic, count]) => `${topic} ${count.toLocaleString('en')}`);
      this.#write(
        `${this.#inThisSecond.toLocaleString('en')} records in the last second: ${byTopic.join(', ')}`,
      );
    }
    this.#records.clear();
    this.#inThisSecond = 0;
  }
}
