import { join } from 'node:path';
import { type ActorPersistence, filePersistence } from '@kafka-tutorial/actors';
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

/** Opens the place where the actors of a group keep their state. Each cluster and each group has its own. */
export async function openPersistence({
  kafka,
  groupId,
  logger,
}: OpenPersistenceOptions): Promise<ActorPersistence> {
  const admin = kafka.admin();
  await admin.connect();
  const { clusterId } = await admin.describeCluster().finally(() => admin.disconnect());
  return filePersistence({
    // Whatever the group is called, it is a folder below this one.
    directory: join(
      tutorialDirectory(process.env),
      'actorsPersistent',
      `group-${encodeURIComponent(groupId)}`,
    ),
    scope: `${clusterId}/${groupId}`.slice(0, 150),
    logger,
  });
}
