export { ActorError, type ActorErrorCode, actorErrors } from './errors.ts';
export { Mailbox } from './mailbox.ts';
export type {
  ActorJournal,
  ActorPersistence,
  JournaledEvent,
  RecoveredState,
} from './persistence/actorPersistence.ts';
export { type FilePersistenceOptions, filePersistence } from './persistence/filePersistence.ts';
export { type KafkaPersistenceOptions, kafkaPersistence } from './persistence/kafkaPersistence.ts';
export { groupNodes, removeMembers } from './sharding/groupMembers.ts';
export { type ShardAssignerOptions, shardAssigner } from './sharding/shardAssigner.ts';
export {
  type ClusterNode,
  homePartition,
  noShards,
  ownerOf,
  type Shard,
  type ShardMap,
} from './sharding/shardMap.ts';
export { openStream, type StreamReference } from './streams/streamReference.ts';
export { StreamSource, type StreamSourceOptions } from './streams/streamSource.ts';
export { type Port, PortCallError, PortCalls, type PortMethods } from './threads/portCalls.ts';
export { WakeUp } from './wakeUp.ts';
