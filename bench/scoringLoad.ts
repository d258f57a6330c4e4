import { setTimeout as sleep } from 'node:timers/promises';
import { readWineRecords } from '@kafka-tutorial/data';
import { connectKafka, ensureTopics, type FollowedRecord, followTopic } from '@kafka-tutorial/kafka';
import { ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { producerConfig, topicSpecs, topics } from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import type { Kafka, Producer } from 'kafkajs';
import { preloadVarieties } from './preloadVarieties.ts';

/** A result that arrived. */
export interface Arrived {
  readonly dataType: string;
  /** When its record was made, milliseconds since 1970. */
  readonly eventTime: number;
}

export interface LoadOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly dataTypes: readonly string[];
  /** Between two records, milliseconds. */
  readonly everyMs: number;
}

const patienceMs = 60_000;

/** Sends a record every so often, each data type in its turn, and watches the results come. */
export class ScoringLoad {
  readonly kafka: Kafka;
  readonly #options: LoadOptions;
  readonly #producer: Producer;
  readonly #sent: string[] = [];
  readonly #results = new Map<string, number>();
  readonly #watchers = new Set<(result: Arrived) => void>();
  #more = true;
  #sending: Promise<void> = Promise.resolve();
  #stopFollowing = async () => {};

  private constructor(kafka: Kafka, options: LoadOptions) {
    this.kafka = kafka;
    this.#options = options;
    this.#producer = kafka.producer(producerConfig);
  }

  /** Publishes a light model for each data type, and begins. */
  static async start(options: LoadOptions): Promise<ScoringLoad> {
    const env = { ...process.env, ...options.env };
    const { kafka } = await connectKafka({ clientId: 'bench', env, logger: silentLogger });
    await ensureTopics(kafka, topicSpecs);
    const load = new ScoringLoad(kafka, options);
    await preloadVarieties(kafka, { dataTypes: options.dataTypes, weight: 'light', records: 0 });
    await load.#producer.connect();
    const follower = await followTopic({
      ...{ kafka, topic: topics.results, groupId: 'bench', logger: silentLogger },
      onRecord: (record) => load.#arrived(record),
    });
    load.#stopFollowing = () => follower.stop();
    load.#sending = load.#send();
    return load;
  }

  /** How many records were sent until now. */
  get sent(): number {
    return this.#sent.length;
  }

  /** Where the records are that were sent until now: partition@offset. */
  get places(): readonly string[] {
    return [...this.#sent];
  }

  /** When the next result comes that is wanted: a value of `performance.now()`. */
  nextResult(wanted: (result: Arrived) => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no result within ${patienceMs} ms`)), patienceMs);
      const watcher = (result: Arrived) => {
        if (!wanted(result)) return;
        clearTimeout(timer);
        this.#watchers.delete(watcher);
        resolve(performance.now());
      };
      this.#watchers.add(watcher);
    });
  }

  /** Ends the sending, waits for all results, and counts. */
  async end(): Promise<{ sent: number; lost: number; twice: number }> {
    this.#more = false;
    await this.#sending;
    const lost = () => this.#sent.filter((place) => !this.#results.has(place)).length;
    for (const deadline = Date.now() + patienceMs; lost() > 0 && Date.now() < deadline; await sleep(50));
    const twice = [...this.#results.values()].filter((count) => count > 1).length;
    return { sent: this.#sent.length, lost: lost(), twice };
  }

  async close(): Promise<void> {
    this.#more = false;
    await this.#sending;
    await this.#producer.disconnect();
    await this.#stopFollowing();
  }

  async #send(): Promise<void> {
    const { dataTypes, everyMs } = this.#options;
    const values = (await readWineRecords()).map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
    for (let i = 0; this.#more; i++) {
      const message = {
        key: dataTypes[i % dataTypes.length] ?? null,
        value: values[i % values.length] as Buffer,
      };
      const [at] = await this.#producer.send({ topic: topics.data, messages: [message] });
      this.#sent.push(`${at?.partition}@${at?.baseOffset}`);
      await sleep(everyMs);
    }
  }

  #arrived({ message }: FollowedRecord): void {
    const { partition, offset, dataType, eventTime } = ScoredRecord.decode(message.value ?? Buffer.alloc(0));
    const place = `${partition}@${offset}`;
    this.#results.set(place, (this.#results.get(place) ?? 0) + 1);
    for (const watcher of this.#watchers) watcher({ dataType, eventTime: Number(eventTime) });
  }
}
