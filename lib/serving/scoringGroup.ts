import type { Logger } from '@kafka-tutorial/util';
import type { ConsumerConfig, Kafka, ProducerConfig } from 'kafkajs';
import { type CommittedOffset, committedOffsets } from './committedOffsets.ts';
import { topics } from './configuration.ts';
import { GroupProgress } from './groupProgress.ts';
import { RecordSource } from './recordSource.ts';

/** A server's part in the consumer group that scores the data. */
export interface ScoringGroup {
  readonly records: RecordSource;
  readonly progress: GroupProgress;
  /** Joins the group; its records wait in `records` for a reader. */
  join(): Promise<void>;
  /** Commits what is done, and leaves. */
  leave(): Promise<void>;
}

const consumerConfig: Omit<ConsumerConfig, 'groupId'> = {
  // How long a killed server's partitions wait for their next owner.
  sessionTimeout: 10_000,
  heartbeatInterval: 1_000,
  // kafkajs leaves the group only after the fetch in hand: that bounds how long Ctrl-C takes.
  maxWaitTimeInMs: 250,
  allowAutoTopicCreation: false,
};

/** Idempotent: what is sent again after a lost answer is written once. */
export const producerConfig: ProducerConfig = {
  idempotent: true,
  retry: { retries: Number.MAX_SAFE_INTEGER, initialRetryTime: 100, maxRetryTime: 2_000 },
  maxInFlightRequests: 1,
  allowAutoTopicCreation: false,
};

const commitEveryMs = 1_000;

/** Prepares to take part in a group; nothing is consumed before `join`. Throws what kafkajs throws. */
export async function scoringGroup(kafka: Kafka, groupId: string, logger: Logger): Promise<ScoringGroup> {
  const consumer = kafka.consumer({ groupId, ...consumerConfig });
  const progress = new GroupProgress({
    commit: (offsets) => consumer.commitOffsets(offsets),
    committed: await startingOffsets(kafka, groupId),
    logger,
  });
  // Before kafkajs joins again, while the partitions are still ours: their next owner repeats what is not committed.
  consumer.on('consumer.rebalancing', () => void progress.flush());
  const records = new RecordSource({
    consumer,
    topic: topics.data,
    onAssigned: (partitions) => progress.assigned(partitions),
  });
  return {
    records,
    progress,
    async join() {
      await records.start();
      progress.start(commitEveryMs);
    },
    async leave() {
      progress.stop();
      await progress.flush();
      await consumer.disconnect();
    },
  };
}

async function startingOffsets(kafka: Kafka, groupId: string): Promise<CommittedOffset[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await committedOffsets({ admin, groupId, topics: [topics.data, topics.models] });
  } finally {
    await admin.disconnect();
  }
}
