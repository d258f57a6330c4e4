import type { Worker } from 'node:worker_threads';
import type { FeatureRecord, Score } from '@kafka-tutorial/model';

/** What a worker posts for each record that is posted to it: its score, or why it has none. */
export type WorkerAnswer = { readonly score: Score } | { readonly error: string };

export interface WorkerPoolOptions {
  /** Starts a worker, which works on one record at a time. */
  readonly start: () => Worker;
  readonly workers: number;
  /** How many records may wait, beside those that workers have. */
  readonly capacity: number;
}

interface Task {
  readonly key: string;
  readonly record: FeatureRecord;
  readonly resolve: (score: Score) => void;
  readonly reject: (error: Error) => void;
  /** Workers that died with it. */
  deaths: number;
}

/** Scores records on worker threads: those of one key in their order, those of different keys at the same time. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #workers = new Set<Worker>();
  readonly #underWay = new Map<Worker, Task>();
  readonly #waiting: Task[] = [];
  #roomWanted: (() => void)[] = [];
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    for (let i = 0; i < options.workers; i++) this.#startWorker();
  }

  get full(): boolean {
    return this.#waiting.length >= this.#options.capacity;
  }

  /** Resolves when the pool is not full. */
  async room(): Promise<void> {
    while (this.full) await new Promise<void>((resolve) => this.#roomWanted.push(resolve));
  }

  /** Rejects when the pool is full, when the record cannot be scored, and when two workers died with it. */
  score(key: string, record: FeatureRecord): Promise<Score> {
    if (this.full)
      return Promise.reject(new Error(`${this.#waiting.length} records wait: await room() first`));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, record, resolve, reject, deaths: 0 });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the pool was closed'));
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #startWorker(): void {
    const worker = this.#options.start();
    this.#workers.add(worker);
    let cause = '';
    worker.on('message', (answer: WorkerAnswer) => this.#answered(worker, answer));
    worker.on('error', (error: Error) => {
      cause = `: ${error.message}`;
    });
    worker.on('exit', (code) => this.#died(worker, `ended with code ${code}${cause}`));
    this.#assign();
  }

  /** Gives each idle worker the first record that waits and whose key no worker has. */
  #assign(): void {
    for (const worker of this.#workers) {
      if (this.#underWay.has(worker)) continue;
      const keys = new Set([...this.#underWay.values()].map(({ key }) => key));
      const next = this.#waiting.findIndex(({ key }) => !keys.has(key));
      const [task] = next < 0 ? [] : this.#waiting.splice(next, 1);
      if (!task) break;
      this.#underWay.set(worker, task);
      worker.postMessage(task.record);
    }
    if (this.full) return;
    for (const resolve of this.#roomWanted.splice(0)) resolve();
  }

  #answered(worker: Worker, answer: WorkerAnswer): void {
    const task = this.#underWay.get(worker);
    this.#underWay.delete(worker);
    if ('score' in answer) task?.resolve(answer.score);
    else task?.reject(new Error(answer.error));
    this.#assign();
  }

  /** Another worker takes its place. Its record comes first then: nothing of its key may overtake it. */
  #died(worker: Worker, how: string): void {
    const task = this.#underWay.get(worker);
    this.#underWay.delete(worker);
    this.#workers.delete(worker);
    if (this.#closed) {
      task?.reject(new Error('the pool was closed'));
      return;
    }
    if (task && ++task.deaths < 2) this.#waiting.unshift(task);
    else task?.reject(new Error(`two workers died with this record; the last one ${how}`));
    this.#assign();
  }
}
