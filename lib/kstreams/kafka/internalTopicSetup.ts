import type { Admin } from 'kafkajs';
import { KStreamsError } from '../errors.ts';
import type { BuiltTopology } from '../topology/processorTopology.ts';
import { createTopics } from './createTopics.ts';
import type { RuntimeConfig } from './kafkaStreamsConfig.ts';
import { ownTopics, type PartitionCounts, partitionCounts } from './partitionCounts.ts';

/**
 * Creates the topics that belong to the application where they are missing. Another instance may be doing the same.
 *
 * @param topicConfig of all of them, where neither the library nor the store says otherwise
 * @returns the number of partitions of every topic of the cluster, the created ones included
 * @throws KStreamsError SOURCE_TOPIC_MISSING, PARTITIONS_MISMATCHED
 */
export async function setUpTopics(
  admin: Admin,
  topology: BuiltTopology,
  { replicationFactor, topicConfig }: Pick<RuntimeConfig, 'replicationFactor' | 'topicConfig'>,
): Promise<PartitionCounts> {
  const existing = await countPartitions(admin);
  const counts = partitionCounts(topology, existing);
  const missing = ownTopics(topology).filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return checked(topology, counts, existing);
  await createTopics(
    admin,
    missing.map(({ name, config }) => ({
      topic: name,
      numPartitions: counts.get(name) as number,
      replicationFactor,
      configEntries: Object.entries({ ...topicConfig, ...config }).map(([key, value]) => ({
        name: key,
        value,
      })),
    })),
  );
  return checked(topology, counts, await countPartitions(admin));
}

function checked(
  topology: BuiltTopology,
  expected: PartitionCounts,
  found: PartitionCounts,
): PartitionCounts {
  for (const { name } of ownTopics(topology)) requireCount(name, expected.get(name), found.get(name));
  return found;
}

async function countPartitions(admin: Admin): Promise<Map<string, number>> {
  const { topics } = await admin.fetchTopicMetadata();
  return new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
}

function requireCount(topic: string, expected: number | undefined, got: number | undefined): void {
  if (expected === got) return;
  throw new KStreamsError(
    'PARTITIONS_MISMATCHED',
    `The application's topic ${topic} needs ${expected} partitions, got ${got ?? 'no such topic'}.`,
    {
      hint: 'Its source topics have changed since it was created. Stop all instances, delete it and start again; its content is lost.',
    },
  );
}
