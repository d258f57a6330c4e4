import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Files } from '../log/files.ts';
import { PartitionLog } from '../log/partitionLog.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import { TopicConfig } from './topicConfig.ts';
import {
  readAllTopicMetadata,
  removeTopicMetadata,
  type TopicMetadata,
  writeTopicMetadata,
} from './topicMetadata.ts';
import { checkTopicName } from './topicName.ts';

export interface TopicCatalogOptions {
  /** Folder that holds a folder for each partition and `metadata/` with a file for each topic. */
  dir: string;
  files: Files;
  clock: Clock;
  /** Broker-wide values of topic configs, by topic config name. */
  defaults?: Readonly<Record<string, string>>;
}

export interface Topic {
  readonly name: string;
  /** UUID as text with hyphens, new at each creation. */
  readonly id: string;
  /** By partition number. */
  readonly partitions: readonly PartitionLog[];
  readonly config: TopicConfig;
  /** Whether the broker keeps it for itself. */
  readonly internal: boolean;
}

/** The topic with the committed offsets of the groups. */
export const offsetsTopic = '__consumer_offsets';
/** The topic with the states of the transactions. */
export const transactionsTopic = '__transaction_state';
const internalTopics: readonly string[] = [offsetsTopic, transactionsTopic];

/** Most partitions of one topic: each has its own folder and files. */
const maxPartitions = 10_000;

/** What ends the name of a folder that is about to be removed. */
const deleted = '-delete';

/** The topics of the broker: creates, finds, deletes them; their logs are open as long as the catalog is. */
export class TopicCatalog {
  readonly #options: TopicCatalogOptions;
  readonly #topics = new Map<string, Topic>();

  private constructor(options: TopicCatalogOptions) {
    this.#options = options;
  }

  /** Opens all topics found in `dir`. */
  static open(options: TopicCatalogOptions): TopicCatalog {
    const catalog = new TopicCatalog(options);
    const { dir, files } = options;
    files.makeFolder(dir);
    for (const leftover of files.list(dir)) if (leftover.endsWith(deleted)) files.remove(join(dir, leftover));
    for (const metadata of readAllTopicMetadata(files, dir)) catalog.#open(metadata);
    return catalog;
  }

  /**
   * @throws KafkaWireError TOPIC_ALREADY_EXISTS, INVALID_TOPIC_EXCEPTION, INVALID_PARTITIONS, INVALID_CONFIG
   */
  create(name: string, options: { partitions: number; configs?: Readonly<Record<string, string>> }): Topic {
    const { partitions, configs = {} } = options;
    this.checkCreatable(name, options);
    const { dir, files } = this.#options;
    const metadata = { name, id: randomUUID(), partitions, configs };
    return onDisk(name, () => {
      // Folders without metadata are what a crash left of a creation or a deletion.
      for (let i = 0; i < partitions; i++) files.remove(partitionDir(dir, name, i));
      const topic = this.#open(metadata);
      try {
        writeTopicMetadata(files, dir, metadata);
      } catch (error) {
        this.#topics.delete(name);
        for (const log of topic.partitions) log.discard();
        throw error;
      }
      return topic;
    });
  }

  /** Throws what {@link create} would throw, and creates nothing: CreateTopics with validateOnly. */
  checkCreatable(
    name: string,
    options: { partitions: number; configs?: Readonly<Record<string, string>> },
  ): void {
    checkTopicName(name);
    if (this.#topics.has(name))
      throw new KafkaWireError('TOPIC_ALREADY_EXISTS', `topic '${name}' exists already`);
    const { partitions, configs = {} } = options;
    if (!Number.isInteger(partitions) || partitions < 1 || partitions > maxPartitions) {
      throw new KafkaWireError(
        'INVALID_PARTITIONS',
        `expected 1 to ${maxPartitions} partitions, got ${partitions}`,
      );
    }
    this.parseConfigs(configs);
  }

  /**
   * Adds partitions until there are `count`. Groups notice when they look at the metadata again.
   * @throws KafkaWireError UNKNOWN_TOPIC_OR_PARTITION, INVALID_PARTITIONS
   */
  addPartitions(name: string, count: number): Topic {
    const topic = this.#known(name);
    this.checkPartitions(topic, count);
    const { dir, files } = this.#options;
    const indexes = Array.from(
      { length: count - topic.partitions.length },
      (_, i) => topic.partitions.length + i,
    );
    for (const index of indexes) files.remove(partitionDir(dir, name, index));
    const added = onDisk(name, () => indexes.map((index) => this.#openLog(name, index, topic.config)));
    return this.#change(topic, { partitions: [...topic.partitions, ...added] });
  }

  /** Throws what {@link addPartitions} would throw, and adds nothing. */
  checkPartitions(topic: Topic, count: number): void {
    const present = topic.partitions.length;
    if (count <= present || count > maxPartitions) {
      throw new KafkaWireError(
        'INVALID_PARTITIONS',
        `expected ${present + 1} to ${maxPartitions} partitions of ${topic.name}, got ${count}`,
      );
    }
  }

  /**
   * Puts `configs` in place of those set on the topic; they hold from the next append on.
   * @throws KafkaWireError UNKNOWN_TOPIC_OR_PARTITION, INVALID_CONFIG
   */
  setConfigs(name: string, configs: Readonly<Record<string, string>>): Topic {
    const topic = this.#known(name);
    const config = this.parseConfigs(configs);
    const changed = this.#change(topic, { config });
    for (const log of topic.partitions) log.reconfigure(config.log);
    return changed;
  }

  /** The configuration that a topic with these configs would have. @throws KafkaWireError INVALID_CONFIG */
  parseConfigs(configs: Readonly<Record<string, string>>): TopicConfig {
    return TopicConfig.parse(configs, this.#options.defaults);
  }

  get(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  byId(id: string): Topic | undefined {
    for (const topic of this.#topics.values()) if (topic.id === id) return topic;
    return undefined;
  }

  /** All topics, by name. */
  list(): Topic[] {
    return [...this.#topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Closes the topic's logs and removes its files. Committed offsets are dropped by the coordinator's `topicDeleted`.
   * @throws KafkaWireError UNKNOWN_TOPIC_OR_PARTITION; INVALID_TOPIC_EXCEPTION for an internal topic
   */
  delete(name: string): void {
    const topic = this.#known(name);
    if (topic.internal)
      throw new KafkaWireError('INVALID_TOPIC_EXCEPTION', `topic '${name}' is the broker's own`);
    const { dir, files } = this.#options;
    this.#topics.delete(name);
    for (const partition of topic.partitions) partition.discard();
    removeTopicMetadata(files, dir, name);
    // Renamed first: what a crash leaves is recognized at the next start.
    for (const index of topic.partitions.keys()) {
      const doomed = `${partitionDir(dir, name, index)}.${topic.id}${deleted}`;
      files.rename(partitionDir(dir, name, index), doomed);
      files.remove(doomed);
    }
  }

  /** Closes all logs. @throws KafkaWireError KAFKA_STORAGE_ERROR when one failed, after closing the others */
  close(): void {
    const failures: unknown[] = [];
    for (const partition of this.list().flatMap((topic) => topic.partitions)) {
      try {
        partition.close();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#topics.clear();
    if (failures.length > 0) throw failures[0];
  }

  #open({ name, id, partitions: count, configs }: TopicMetadata): Topic {
    const config = this.parseConfigs(configs);
    const partitions = Array.from({ length: count }, (_, index) => this.#openLog(name, index, config));
    const topic = { name, id, partitions, config, internal: internalTopics.includes(name) };
    this.#topics.set(name, topic);
    return topic;
  }

  #openLog(topic: string, index: number, config: TopicConfig): PartitionLog {
    const { dir, files, clock } = this.#options;
    return PartitionLog.open({ dir: partitionDir(dir, topic, index), files, clock, config: config.log });
  }

  #known(name: string): Topic {
    const topic = this.#topics.get(name);
    if (topic === undefined)
      throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic '${name}'`);
    return topic;
  }

  /** Writes the change down before it holds. */
  #change(topic: Topic, change: Partial<Pick<Topic, 'partitions' | 'config'>>): Topic {
    const changed = { ...topic, ...change };
    const { name, id, partitions, config } = changed;
    const { files, dir } = this.#options;
    const metadata = { name, id, partitions: partitions.length, configs: config.set };
    onDisk(name, () => writeTopicMetadata(files, dir, metadata));
    this.#topics.set(name, changed);
    return changed;
  }
}

/** Runs what touches the disk; what goes wrong there is KAFKA_STORAGE_ERROR to the client. */
function onDisk<T>(topic: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof KafkaWireError) throw error;
    throw new KafkaWireError('KAFKA_STORAGE_ERROR', `${topic}: ${(error as Error).message}`);
  }
}

function partitionDir(dir: string, topic: string, index: number): string {
  return join(dir, `${topic}-${index}`);
}
