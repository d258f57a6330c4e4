import type { MaybePromise } from '../processor/maybePromise.ts';
import { isPromise } from '../processor/maybePromise.ts';
import type { Cancellable, Punctuator } from '../processor/processorContext.ts';
import { MinHeap } from './minHeap.ts';

/** One punctuator of one node; `next` is when it is due. */
class Schedule implements Cancellable {
  readonly interval: number;
  readonly node: string;
  readonly punctuator: Punctuator;
  next: number;
  cancelled = false;

  constructor(node: string, start: number, interval: number, punctuator: Punctuator) {
    this.node = node;
    this.next = start;
    this.interval = interval;
    this.punctuator = punctuator;
  }

  cancel(): void {
    this.cancelled = true;
  }

  /** The next multiple of the interval after `now`: what was missed is not made up for. */
  advanceBeyond(now: number): void {
    const missed = Math.max(0, Math.floor((now - this.next) / this.interval));
    this.next += (missed + 1) * this.interval;
  }
}

/** Runs a punctuator in the name of its node. */
export type RunPunctuator = (node: string, timestamp: number, punctuator: Punctuator) => MaybePromise<void>;

/** The punctuators of a task that go by the same clock. */
export class PunctuationQueue {
  readonly #schedules = new MinHeap<Schedule>((schedule) => schedule.next);

  schedule(node: string, start: number, interval: number, punctuator: Punctuator): Cancellable {
    const schedule = new Schedule(node, start, interval, punctuator);
    this.#schedules.push(schedule);
    return schedule;
  }

  /** Runs what is due, each once; answers whether anything ran. */
  punctuate(now: number, run: RunPunctuator, ran = false): MaybePromise<boolean> {
    let anyRan = ran;
    for (let due = this.#due(now); due !== undefined; due = this.#due(now)) {
      const schedule = due;
      anyRan = true;
      const done = run(schedule.node, now, schedule.punctuator);
      if (isPromise(done)) {
        return done.then(() => {
          this.#reschedule(schedule, now);
          return this.punctuate(now, run, true);
        });
      }
      this.#reschedule(schedule, now);
    }
    return anyRan;
  }

  #due(now: number): Schedule | undefined {
    for (let first = this.#schedules.peek(); first !== undefined; first = this.#schedules.peek()) {
      if (first.next > now) return undefined;
      this.#schedules.pop();
      if (!first.cancelled) return first;
    }
    return undefined;
  }

  /** Not when it cancelled itself just now. */
  #reschedule(schedule: Schedule, now: number): void {
    if (schedule.cancelled) return;
    schedule.advanceBeyond(now);
    this.#schedules.push(schedule);
  }
}
