import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import type { Admin, Kafka } from 'kafkajs';
import { createTopics } from '../kafka/createTopics.ts';
import { soakClient } from './soakClient.ts';

/** Offsets of a partition: how far the application has committed, and where it ends. */
export interface Progress {
  readonly partition: number;
  readonly committed: number;
  readonly end: number;
}

/** The cluster under the application: an embedded broker that can be killed, or one that is there already. */
export class SoakCluster {
  readonly bootstrap: string;
  readonly kafka: Kafka;
  readonly #admin: Admin;
  readonly #dir: string;
  #broker: EmbeddedKafka | undefined;
  #isStopped = false;

  /** @param dir where an embedded broker keeps its data */
  static async start(brokers: string | undefined, dir: string): Promise<SoakCluster> {
    const broker = brokers === undefined ? await startBroker(dir, 0) : undefined;
    const cluster = new SoakCluster(brokers ?? (broker as EmbeddedKafka).bootstrap, broker, dir);
    await cluster.#admin.connect();
    return cluster;
  }

  private constructor(bootstrap: string, broker: EmbeddedKafka | undefined, dir: string) {
    this.bootstrap = bootstrap;
    this.kafka = soakClient(bootstrap);
    this.#admin = this.kafka.admin({ retry: { retries: 9 } });
    this.#broker = broker;
    this.#dir = dir;
  }

  get canBeKilled(): boolean {
    return this.#broker !== undefined;
  }

  /** Kills the broker, and starts it again on what it left after this time. */
  async outage(milliseconds: number): Promise<void> {
    const killed = this.#broker as EmbeddedKafka;
    await killed.kill();
    await sleep(milliseconds);
    if (!this.#isStopped) this.#broker = await startBroker(this.#dir, killed.port);
  }

  async createTopics(topics: readonly string[], numPartitions: number): Promise<void> {
    await createTopics(
      this.#admin,
      topics.map((topic) => ({ topic, numPartitions })),
    );
  }

  async progress(group: string, topic: string): Promise<Progress[]> {
    const [offsets, ends] = await Promise.all([
      this.#admin.fetchOffsets({ groupId: group, topics: [topic] }),
      this.#admin.fetchTopicOffsets(topic),
    ]);
    const committed = new Map(offsets[0]?.partitions.map(({ partition, offset }) => [partition, offset]));
    return ends.map(({ partition, high }) => ({
      partition,
      committed: Math.max(0, Number(committed.get(partition) ?? 0)),
      end: Number(high),
    }));
  }

  /** Leaves a cluster that was there as it was: without the topics and the group of this run. */
  async cleanUp(run: string): Promise<void> {
    if (this.canBeKilled) return;
    const topics = (await this.#admin.listTopics()).filter((topic) => topic.startsWith(`${run}-`));
    await this.#admin.deleteTopics({ topics });
    await this.#admin.deleteGroups([run]);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#admin.disconnect();
    await this.#broker?.stop();
  }
}

function startBroker(dir: string, port: number): Promise<EmbeddedKafka> {
  return EmbeddedKafka.start({
    dir,
    port,
    isolation: 'process',
    config: { autoCreateTopics: false },
    log: (line) => console.error(`broker: ${line}`),
  });
}
