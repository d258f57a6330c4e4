export { buildModelServer, type ModelServer, type ModelServerParts } from './modelServer.ts';
export { ModelStage, type ModelStageLogic } from './modelStage.ts';
export { ModelStore, type ReadableModelState } from './modelStore.ts';
export { buildView } from './queries.ts';
export { scan } from './scan.ts';
