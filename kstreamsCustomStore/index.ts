export { buildModelServer, type ModelServer } from './modelServer.ts';
export { type ModelState, modelStateSerde } from './modelStateSerde.ts';
export { ModelStateStoreBuilder } from './modelStateStoreBuilder.ts';
export { ModelStateStoreType } from './modelStateStoreType.ts';
export { ModelStateStore } from './modelStore.ts';
export { buildQueries, buildView } from './queries.ts';
export type { ReadableModelStateStore } from './readableModelStateStore.ts';
