import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka, Message, Producer } from 'kafkajs';
import { Serdes } from '../serdes/serdes.ts';
import type { Random } from './random.ts';

const everyMs = 100;
const long = Serdes.long();

export interface LoadOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly keys: number;
  /** Records a second. */
  readonly rate: number;
  readonly random: Random;
}

/**
 * A steady stream of records whose values are 1, 2, 3 … for each key. A batch is sent until it is acknowledged, and
 * the next one after it: while the broker is away numbers may repeat, but none is missing or out of order.
 */
export class Load {
  readonly #options: LoadOptions;
  readonly #producer: Producer;
  readonly #numbers: number[];
  #running: Promise<void> = Promise.resolve();
  #sent = 0;
  #isEnding = false;
  #isAborted = false;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#producer = options.kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1 });
    this.#numbers = new Array(options.keys).fill(0);
  }

  /** Records that were acknowledged. */
  get sent(): number {
    return this.#sent;
  }

  /** The last number of a key. */
  lastOf(key: number): number {
    return this.#numbers[key] as number;
  }

  async start(): Promise<void> {
    await this.#producer.connect();
    this.#running = this.#run();
    // Whoever stops it gets the failure.
    this.#running.catch(() => {});
  }

  /** Ends the stream with one more record of each key, so that each result is written once more. */
  async finish(): Promise<void> {
    this.#isEnding = true;
    await this.#running;
    await this.#send(this.#numbers.map((_, key) => key));
    await this.#producer.disconnect();
  }

  async abort(): Promise<void> {
    this.#isEnding = true;
    this.#isAborted = true;
    await this.#producer.disconnect();
  }

  async #run(): Promise<void> {
    const { rate, random, keys } = this.#options;
    while (!this.#isEnding) {
      const due = Date.now() + everyMs;
      await this.#send(Array.from({ length: Math.round((rate * everyMs) / 1000) }, () => random.below(keys)));
      await sleep(Math.max(0, due - Date.now()));
    }
  }

  async #send(keys: readonly number[]): Promise<void> {
    const messages = keys.map((key): Message => {
      this.#numbers[key] = this.lastOf(key) + 1;
      return { key: `k-${key}`, value: long.serialize('', this.lastOf(key)) };
    });
    for (;;) {
      try {
        await this.#producer.send({ topic: this.#options.topic, acks: -1, messages });
        this.#sent += messages.length;
        return;
      } catch (error) {
        if (this.#isAborted) throw error;
      }
    }
  }
}
