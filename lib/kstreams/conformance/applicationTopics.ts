import type { Kafka } from 'kafkajs';

/** A topic of an application, with what was set when it was made. */
export interface ApplicationTopic {
  /** Without the id of the application. */
  readonly name: string;
  readonly partitions: number;
  readonly configs: Readonly<Record<string, string>>;
}

/** Kafka's number for what belongs to a topic itself, in DescribeConfigs. */
const topicResource = 2;
const dynamicTopicConfig = 1;

/** The topics whose names begin with the application's id, in the order of their names. */
export async function applicationTopics(kafka: Kafka, applicationId: string): Promise<ApplicationTopic[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata();
    const own = topics.filter(({ name }) => name.startsWith(`${applicationId}-`));
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: own.map(({ name }) => ({ type: topicResource, name })),
    });
    const described = own.map(({ name, partitions }) => {
      const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
      const set = entries.filter(({ configSource }) => configSource === dynamicTopicConfig);
      return {
        name: name.slice(applicationId.length + 1),
        partitions: partitions.length,
        configs: Object.fromEntries(
          set.map(({ configName, configValue }) => [configName, configValue]).sort(),
        ),
      };
    });
    return described.sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    await admin.disconnect();
  }
}
