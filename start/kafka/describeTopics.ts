import { textTable } from '@kafka-tutorial/util';
import kafkajs, { type Kafka } from 'kafkajs';
import { checkTopic, withAdmin } from './withAdmin.ts';

/** Prints a line for each topic. */
export async function listTopics(kafka: Kafka): Promise<void> {
  await withAdmin(kafka, async (admin) => {
    const { topics } = await admin.fetchTopicMetadata();
    const rows = await Promise.all(
      topics
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async ({ name, partitions }) => {
          const offsets = await admin.fetchTopicOffsets(name);
          const records = offsets.reduce((sum, { low, high }) => sum + BigInt(high) - BigInt(low), 0n);
          return [name, `${partitions.length}`, `${records}`];
        }),
    );
    console.log(textTable(['TOPIC', 'PARTITIONS', 'OFFSETS'], rows));
  });
}

/** Prints the partitions of a topic, and the configs that somebody has set. */
export async function describeTopic(kafka: Kafka, topic: string): Promise<void> {
  await withAdmin(kafka, async (admin) => {
    await checkTopic(admin, topic);
    const [metadata] = (await admin.fetchTopicMetadata({ topics: [topic] })).topics;
    const offsets = await admin.fetchTopicOffsets(topic);
    const rows = offsets
      .sort((a, b) => a.partition - b.partition)
      .map(({ partition, low, high }) => {
        const leader = metadata?.partitions.find(({ partitionId }) => partitionId === partition)?.leader;
        return [`${partition}`, `${leader ?? '?'}`, low, high];
      });
    console.log(textTable(['PARTITION', 'LEADER', 'FIRST OFFSET', 'NEXT OFFSET'], rows));
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic }],
    });
    const set = (resources[0]?.configEntries ?? []).filter(({ isDefault }) => !isDefault);
    if (set.length > 0) {
      console.log();
      console.log(
        textTable(
          ['CONFIG', 'VALUE'],
          set.map(({ configName, configValue }) => [configName, configValue]),
        ),
      );
    }
  });
}
