import type { Clock } from '../clock.ts';
import type { Files } from '../log/files.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type { TopicConfig } from './topicConfig.ts';

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
  /** Whether the broker keeps it for itself (`__consumer_offsets`). */
  readonly internal: boolean;
}

/** The topics of the broker: creates, finds, deletes them; their logs are open as long as the catalog is. */
export class TopicCatalog {
  /** Opens all topics found in `dir`. */
  static open(_options: TopicCatalogOptions): TopicCatalog {
    throw new Error('unfinished');
  }

  /**
   * @throws KafkaWireError TOPIC_ALREADY_EXISTS, INVALID_TOPIC_EXCEPTION, INVALID_PARTITIONS, INVALID_CONFIG
   */
  create(_name: string, _options: { partitions: number; configs?: Readonly<Record<string, string>> }): Topic {
    throw new Error('unfinished');
  }

  get(_name: string): Topic | undefined {
    throw new Error('unfinished');
  }

  byId(_id: string): Topic | undefined {
    throw new Error('unfinished');
  }

  /** All topics, by name. */
  list(): Topic[] {
    throw new Error('unfinished');
  }

  /**
   * Closes the topic's logs and removes its files. Committed offsets are dropped by the coordinator's `topicDeleted`.
   * @throws KafkaWireError UNKNOWN_TOPIC_OR_PARTITION
   */
  delete(_name: string): void {
    throw new Error('unfinished');
  }

  /** Closes all logs. */
  close(): void {
    throw new Error('unfinished');
  }
}
