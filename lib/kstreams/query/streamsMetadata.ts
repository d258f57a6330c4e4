import type { TopicPartition } from '../kafka/taskPlan.ts';
import type { HostInfo } from './hostInfo.ts';

/** An instance of the application and what it has now. */
export interface StreamsMetadata {
  readonly hostInfo: HostInfo;
  /** Names of the stores of its tasks, and of the global stores, which every instance has. */
  readonly stateStoreNames: readonly string[];
  readonly topicPartitions: readonly TopicPartition[];
}

/** Where a key is. */
export interface KeyQueryMetadata {
  readonly activeHost: HostInfo;
  /** Of the store; a global store, which is everywhere, has no partitions: −1. */
  readonly partition: number;
}
