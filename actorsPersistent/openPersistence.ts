import { join } from 'node:path';
import { type ActorPersistence, filePersistence, kafkaPersistence } from '@kafka-tutorial/actors';
import { tutorialDirectory } from '@kafka-tutorial/kafka';
import type { Logger } from '@kafka-tutorial/util';
import type { Kafka } from 'kafkajs';

/** What is needed to open the place where actors keep their state. */
export interface OpenPersistenceOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly where: 'file' | 'kafka';
  readonly logger: Logger;
}

const stateTopic = 'actors_state';
const longestScope = 150;

/** Opens the place where the actors of a group keep their state. Each cluster and each group has its own. */
export async function openPersistence(options: OpenPersistenceOptions): Promise<ActorPersistence> {
  const { kafka, groupId, where, logger } = options;
  if (where === 'kafka') {
    return kafkaPersistence({ kafka, topic: stateTopic, scope: groupId.slice(0, longestScope), logger });
  }
  // Exercise: keep a journal in a file that survives a crash at any byte.
  // Solution: exercises/15-persistence/solution/fileJournal.ts.
  return filePersistence({
    // Whatever the group is called, it is a folder below this one.
    directory: join(
      tutorialDirectory(process.env),
      'actorsPersistent',
      `group-${encodeURIComponent(groupId)}`,
    ),
    scope: `${await clusterId(kafka)}/${groupId}`.slice(0, longestScope),
    logger,
  });
}

async function clusterId(kafka: Kafka): Promise<string> {
  const admin = kafka.admin();
  await admin.connect();
  const cluster = await admin.describeCluster().finally(() => admin.disconnect());
  return cluster.clusterId;
}
