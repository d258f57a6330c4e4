import { once } from 'node:events';
import type { Inlet, Outcome } from '@kafka-tutorial/serving';
import type { OrderedProgress } from './orderedProgress.ts';
import type { Settled } from './settled.ts';

/** Hands outcomes to the results' sink, from many actors, and knows when all of them are out. */
export class Publisher {
  readonly #results: Inlet<Outcome>;
  readonly #progress: Pick<OrderedProgress, 'mark'>;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(results: Inlet<Outcome>, progress: Pick<OrderedProgress, 'mark'>) {
    this.#results = results;
    this.#progress = progress;
    // Every actor that waits for the sink listens to it.
    results.setMaxListeners(0);
  }

  /** Resolves when the sink takes more. */
  async publish({ outcomes, known }: Settled): Promise<void> {
    if (known.length > 0) this.#progress.mark(known);
    let more = true;
    this.#underWay += outcomes.length;
    for (const outcome of outcomes) more = this.#results.write(outcome, () => this.#out());
    if (!more && this.#results.writableNeedDrain) await once(this.#results, 'drain');
  }

  /** Resolves when everything that was handed over is published. */
  async idle(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #out(): void {
    this.#underWay--;
    if (this.#underWay > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
