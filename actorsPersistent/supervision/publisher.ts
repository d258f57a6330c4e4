import type { Inlet, Outcome } from '@kafka-tutorial/serving';
import type { OrderedProgress } from './orderedProgress.ts';
import type { Settled } from './settled.ts';

// Enough that the next request to Kafka is ready when the one before is answered; kafkajs sorts a request's messages
// into partitions in a time that grows with the square of their number.
const mostUnderWay = 1024;

/** Hands outcomes to the results' sink, from many actors, and knows when all of them are out. */
export class Publisher {
  readonly #results: Inlet<Outcome>;
  readonly #progress: Pick<OrderedProgress, 'mark'>;
  #underWay = 0;
  #waiting: { below: number; resolve: () => void }[] = [];

  constructor(results: Inlet<Outcome>, progress: Pick<OrderedProgress, 'mark'>) {
    this.#results = results;
    this.#progress = progress;
  }

  /** Resolves when more may come. */
  async publish({ outcomes, known }: Settled): Promise<void> {
    if (known.length > 0) this.#progress.mark(known);
    this.#underWay += outcomes.length;
    for (const outcome of outcomes) this.#results.write(outcome, this.#out);
    await this.#until(mostUnderWay);
  }

  /** Resolves when everything that was handed over is published. */
  idle(): Promise<void> {
    return this.#until(1);
  }

  async #until(below: number): Promise<void> {
    if (this.#underWay < below) return;
    await new Promise<void>((resolve) => this.#waiting.push({ below, resolve }));
  }

  // Waits are few and this is called for every record, so the waits are looked at only where one may end.
  readonly #out = (): void => {
    this.#underWay--;
    if (this.#underWay !== 0 && this.#underWay !== mostUnderWay - 1) return;
    const ended = this.#waiting.filter(({ below }) => this.#underWay < below);
    this.#waiting = this.#waiting.filter(({ below }) => this.#underWay >= below);
    for (const { resolve } of ended) resolve();
  };
}
