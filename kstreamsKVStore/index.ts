export { buildModelServer, type ModelServer } from './modelServer.ts';
export { buildModelServerFluent } from './modelServerFluent.ts';
export { ModelStore, ModelStores, storeBuilders, storeNames } from './modelStore.ts';
export { buildQueries, buildView } from './queries.ts';
