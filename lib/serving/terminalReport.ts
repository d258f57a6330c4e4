import type { Outcome, Scored } from './outcome.ts';

const linesPerSecond = 20;

/**
 * Tells a person at the terminal what a server does: a line for each record, and above 20 records a second
 * one summary line a second instead. Models and dead letters always have their line.
 */
export class TerminalReport {
  readonly #write: (line: string) => void;
  #records = 0;
  #scored = 0;
  #micros = 0;
  #skipped = 0;
  #busy = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void = console.log) {
    this.#write = write;
  }

  observe(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'scored') {
        this.#scored++;
        this.#micros += outcome.micros;
        this.#line(() => scoredLine(outcome));
      } else if (outcome.kind === 'skipped') {
        this.#skipped++;
        this.#line(() => 'No model available - skipping');
      } else this.#write(rareLine(outcome));
    }
  }

  /** Ends a second: writes its summary where there were too many records for a line each. */
  tick(): void {
    this.#busy = this.#records > linesPerSecond;
    if (this.#busy) {
      const each = this.#scored === 0 ? '' : `, ${(this.#micros / this.#scored).toFixed(1)} µs each`;
      const skipped = this.#skipped === 0 ? '' : `, skipped ${this.#skipped} for want of a model`;
      this.#write(`Scored ${this.#scored} records in the last second${each}${skipped}`);
    }
    this.#records = this.#scored = this.#micros = this.#skipped = 0;
  }

  start(): void {
    this.#timer = setInterval(() => this.tick(), 1000).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #line(text: () => string): void {
    this.#records++;
    if (!this.#busy && this.#records <= linesPerSecond) this.#write(text());
  }
}

function scoredLine({ dataType, score, micros }: Scored): string {
  const value = typeof score.value === 'number' ? score.value.toFixed(2) : (score.value ?? 'no prediction');
  return `Calculated ${dataType.resultName} - ${value} calculated in ${Number((micros / 1000).toPrecision(2))} ms`;
}

function rareLine(outcome: Exclude<Outcome, { kind: 'scored' | 'skipped' }>): string {
  if (outcome.kind === 'modelAccepted') {
    const { loaded, version } = outcome.served;
    const role = outcome.label ? `, ${outcome.label}` : '';
    return `New model - ${loaded.name} (${loaded.modelType}) for ${loaded.dataType.name}, version ${version}${role}`;
  }
  const { topic, partition, message } = outcome.input;
  const { code, message: why } = outcome.reason;
  const what =
    outcome.kind === 'modelRejected'
      ? `Rejected model - ${outcome.name || 'without a name'}`
      : 'Dead letter -';
  return `${what} ${topic}-${partition}@${message.offset}: ${why} (${code})`;
}
