import type { EncodedModel } from './modelPublisher.ts';

export interface ProgressReportOptions {
  readonly now: () => number;
  /** Says how many records a second there are as well. */
  readonly withRate: boolean;
  /** Default: the terminal. */
  readonly write?: (line: string) => void;
}

const recordsBetweenLines = 10;
const msBetweenLines = 1_000;

/** Tells a person at the terminal what was published: every ten records a line, and at most one a second. */
export class ProgressReport {
  readonly #now: () => number;
  readonly #withRate: boolean;
  readonly #write: (line: string) => void;
  readonly #started: number;
  #records = 0;
  #told: { records: number; at: number };

  constructor({ now, withRate, write = console.log }: ProgressReportOptions) {
    this.#now = now;
    this.#withRate = withRate;
    this.#write = write;
    this.#started = now();
    this.#told = { records: 0, at: this.#started };
  }

  observeRecords(records: number): void {
    this.#records += records;
    const at = this.#now();
    const since = { records: this.#records - this.#told.records, ms: at - this.#told.at };
    if (since.records < recordsBetweenLines || since.ms < msBetweenLines) return;
    const rate = this.#withRate ? `, ${perSecond(since.records, since.ms)} records/s` : '';
    this.#write(`printed ${count(this.#records)} records${rate}`);
    this.#told = { records: this.#records, at };
  }

  observeModel({ name, description }: EncodedModel): void {
    this.#write(`Published Model ${name} ${description}`);
  }

  /** The total. */
  finish(): void {
    const ms = this.#now() - this.#started;
    const time = `${(ms / 1000).toFixed(1)} s, ${perSecond(this.#records, ms)} records/s`;
    this.#write(`printed ${count(this.#records)} records in all, in ${time}`);
  }
}

function perSecond(records: number, ms: number): string {
  return ms === 0 ? '0' : count(Math.round((records * 1000) / ms));
}

function count(number: number): string {
  return number.toLocaleString('en');
}
