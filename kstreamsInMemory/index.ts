export { buildModelServer, type InMemoryParts, type ModelServer, rekeyedTopics } from './modelServer.ts';
export { ModelStore } from './modelStore.ts';
export { buildQueries, buildView } from './queries.ts';
