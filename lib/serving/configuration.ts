/** The one place that says which ports, topics and groups the workspace uses. */

export const host = '127.0.0.1';

/** HTTP port of each program that serves pages. */
export const ports = {
  client: 5400,
  customStage: 5500,
  actorsPersistent: 5510,
  kstreamsInMemory: 8888,
  kstreamsKVStore: 8889,
  kstreamsCustomStore: 8890,
} as const;

/** A way of building the model server; also the default consumer group of that server. */
export type Approach = Exclude<keyof typeof ports, 'client'>;

/** Data and models have the same number of partitions: records and models of one key meet in one task. */
export const partitions = 4;

export const topics = {
  data: 'models_data',
  models: 'models_models',
  results: 'models_results',
  deadLetters: 'models_dead_letters',
  /** What candidates that only watch say of the same records; empty unless there is one. */
  shadow: 'models_shadow',
} as const;

/**
 * For topics to which what has come from another one is passed on, with more around it: they take more than the 1 MiB
 * that topics take by default, so that the largest record, too, gets through.
 */
export const roomForMore = { 'max.message.bytes': String(2 * 1024 * 1024) };

/** Everything the servers need on the broker. */
export const topicSpecs = Object.values(topics).map((topic) => ({
  topic,
  partitions,
  configEntries: topic === topics.deadLetters ? configEntries(roomForMore) : [],
}));

/** Topic configuration in the form in which it is sent. */
export function configEntries(config: Readonly<Record<string, string>>) {
  return Object.entries(config).map(([name, value]) => ({ name, value }));
}

/** A record without a key is of this type. */
export const defaultDataType = 'wine';
