import { type ClusterNode, type ShardMap, shardAssigner } from '@kafka-tutorial/actors';
import {
  type CommittedOffset,
  committedOffsets,
  GroupProgress,
  type InputRecord,
  partitions as partitionCount,
  topics,
} from '@kafka-tutorial/serving';
import type { Logger } from '@kafka-tutorial/util';
import type { Admin, ConsumerConfig, Kafka } from 'kafkajs';
import { DeadNodes } from './deadNodes.ts';
import { ModelsKnown } from './modelsKnown.ts';
import { PartitionListener } from './partitionListener.ts';

/** What a node's part in the group of all nodes needs. */
export interface ActorGroupOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  /** Asked when the group is joined. */
  readonly node: () => Omit<ClusterNode, 'memberId'>;
  readonly lastMap: () => ShardMap;
  /** Lets all actors come to rest: the group is about to share its work anew. */
  readonly pause: () => Promise<void>;
  /** Goes on with a new map; resolves with the partitions whose models are to be read from the beginning. */
  readonly takeOver: (map: ShardMap) => Promise<readonly number[]>;
  readonly take: (inputs: readonly InputRecord[]) => Promise<void>;
  /** Whether all models are known that were on the topic when the group shared its work. */
  readonly onModelsKnown: (known: boolean) => void;
  readonly onFailure: (error: Error) => void;
  readonly logger: Logger;
}

const consumerConfig: Omit<ConsumerConfig, 'groupId'> = {
  sessionTimeout: 10_000,
  heartbeatInterval: 1_000,
  // Also how long a partition that is no longer paused waits for its next fetch.
  maxWaitTimeInMs: 100,
  // A fetch of one partition is about what a mailbox takes beyond its capacity.
  maxBytesPerPartition: 256 * 1024,
  allowAutoTopicCreation: false,
};

const topicNames = [topics.data, topics.models];
const commitEveryMs = 1_000;

/** A node's part in the consumer group that reads data and models and decides which node has which actors. */
export class ActorGroup {
  readonly progress: GroupProgress;
  readonly #options: ActorGroupOptions;
  readonly #consumer;
  readonly #listener: PartitionListener;
  readonly #modelsKnown: ModelsKnown;
  readonly #admin: Admin;
  readonly #dead: DeadNodes;
  #reread: readonly number[] = [];
  #leaving = false;

  private constructor(options: ActorGroupOptions, admin: Admin, committed: readonly CommittedOffset[]) {
    const { kafka, groupId, node, lastMap, onFailure, onModelsKnown, take, logger } = options;
    this.#options = options;
    this.#admin = admin;
    this.#dead = new DeadNodes({ kafka, admin, groupId, ownUrl: () => node().url, logger });
    this.#modelsKnown = new ModelsKnown(() => onModelsKnown(true));
    this.#consumer = kafka.consumer({
      ...{ groupId, ...consumerConfig },
      partitionAssigners: [
        shardAssigner({
          ...{ node, lastMap, topics: topicNames, partitions: partitionCount },
          beforeJoin: () => this.#rest(),
          onMap: (map) => this.#takeOver(map),
        }),
      ],
    });
    this.#listener = new PartitionListener({
      ...{ consumer: this.#consumer, take, onFailure },
      onModelsRead: (partition, next) => this.#modelsKnown.read(partition, next),
    });
    this.#consumer.on('consumer.group_join', ({ payload }) =>
      this.#assigned(payload.memberAssignment[topics.data] ?? []),
    );
    const commit = this.#consumer.commitOffsets.bind(this.#consumer);
    this.progress = new GroupProgress({ commit, committed, logger });
  }

  /** Prepares to take part; nothing is read before `join`. Throws what kafkajs throws. */
  static async prepare(options: ActorGroupOptions): Promise<ActorGroup> {
    const admin = options.kafka.admin();
    await admin.connect();
    const committed = await committedOffsets({ admin, groupId: options.groupId, topics: topicNames });
    return new ActorGroup(options, admin, committed);
  }

  /** Joins the group and begins to read. */
  async join(): Promise<void> {
    const { node, lastMap } = this.#options;
    const predecessors = await this.#dead.predecessors(node().name);
    const joined = this.#listener.start();
    if (predecessors.length > 0) await this.#dead.removeWhileGathering(predecessors);
    await joined;
    this.progress.start(commitEveryMs);
    void this.#dead.watch(() => lastMap().nodes.filter(({ id }) => id !== node().id));
  }

  /** Lets all actors come to rest, commits what is done, and leaves. */
  async leave(): Promise<void> {
    this.#leaving = true;
    this.#dead.stop();
    this.progress.stop();
    await this.#rest();
    await this.#consumer.disconnect();
    await this.#admin.disconnect();
  }

  async #rest(): Promise<void> {
    await this.#options.pause();
    await this.progress.flush();
  }

  async #takeOver(map: ShardMap): Promise<void> {
    if (this.#leaving) return;
    const { groupId, onModelsKnown, takeOver, node } = this.#options;
    onModelsKnown(false);
    this.#reread = await takeOver(map);
    const committed = await committedOffsets({ admin: this.#admin, groupId, topics: [topics.models] });
    const ends = new Map<number, bigint>();
    for (const { partition, low, high } of await this.#admin.fetchTopicOffsets(topics.models)) {
      if (map.shards[partition]?.owner !== node().id) continue;
      const done = committed.find((one) => one.partition === partition)?.offset ?? low;
      const from = this.#reread.includes(partition) ? BigInt(low) : BigInt(done);
      if (from < BigInt(high) && !this.#listener.hasRead(topics.models, partition, BigInt(high))) {
        ends.set(partition, BigInt(high));
      }
    }
    this.#modelsKnown.await(ends);
  }

  #assigned(partitions: readonly number[]): void {
    this.progress.assigned(partitions);
    this.#listener.assigned(partitions);
    for (const partition of this.#reread) {
      this.#listener.readAgain(topics.models, partition);
    }
    this.#reread = [];
  }
}
