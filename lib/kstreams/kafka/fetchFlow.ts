import type { Consumer } from 'kafkajs';
import type { ActiveTask } from './activeTask.ts';
import { partitionName, type TopicPartition } from './taskPlan.ts';

/** Decides which partitions are fetched: not those of which enough waits here already. */
export class FetchFlow {
  readonly #consumer: Pick<Consumer, 'pause' | 'resume' | 'seek'>;
  /** Records of a partition that may wait. */
  readonly #limit: number;
  readonly #paused = new Set<string>();

  constructor(consumer: Pick<Consumer, 'pause' | 'resume' | 'seek'>, limit: number) {
    this.#consumer = consumer;
    this.#limit = limit;
  }

  pause(input: TopicPartition): void {
    this.#paused.add(partitionName(input));
    this.#consumer.pause([{ topic: input.topic, partitions: [input.partition] }]);
  }

  /** Fetching goes on where the tasks are; a join has set it back to what is committed. */
  begin(tasks: readonly ActiveTask[]): void {
    for (const position of tasks.flatMap((active) => active.positions())) this.#consumer.seek(position);
    this.adjust(tasks);
  }

  /** Pauses the partitions of which enough waits, and resumes the others. */
  adjust(tasks: readonly ActiveTask[]): void {
    for (const active of tasks) {
      for (const input of active.plan.inputs) {
        const isFull = active.waiting(input) > this.#limit;
        if (isFull && !this.#paused.has(partitionName(input))) this.pause(input);
        if (!isFull && this.#paused.delete(partitionName(input))) {
          this.#consumer.resume([{ topic: input.topic, partitions: [input.partition] }]);
        }
      }
    }
  }
}
