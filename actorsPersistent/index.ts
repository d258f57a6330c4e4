export { buildModelServer, type ModelServer, type ModelServerParts } from './modelServer.ts';
export { type ActorCommand, modelServingActor } from './modelServingActor.ts';
export { type ManagerInput, modelServingManager } from './modelServingManager.ts';
export type { ModelServingRef } from './modelServingRef.ts';
export { buildView } from './queries.ts';
export { type Supervision, supervisedActor } from './supervision/supervisedActor.ts';
