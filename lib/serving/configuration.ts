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
} as const;

/** Everything the servers need on the broker. */
export const topicSpecs = Object.values(topics).map((topic) => ({ topic, partitions }));

/** A record without a key is of this type. */
export const defaultDataType = 'wine';
