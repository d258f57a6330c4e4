export { checkSnapshot } from './checkSnapshot.ts';
export { type CommittedOffset, committedOffsets } from './committedOffsets.ts';
export * from './configuration.ts';
export { type DataType, dataTypeNamed, dataTypeOfKey, dataTypes, decodeRecord } from './dataTypes.ts';
export { DurableModels, type DurableModelsOptions, type FoundModel } from './durableModels.ts';
export { ServingError, type ServingErrorCode, servingErrors } from './errors.ts';
export { GroupProgress, type GroupProgressOptions } from './groupProgress.ts';
export type { InputRecord } from './inputRecord.ts';
export {
  headersOfRole,
  type ModelControl,
  type ModelLabel,
  type ModelRole,
  modelHeaders,
} from './lifecycle/modelCommand.ts';
export {
  type KeptModel,
  ModelVersions,
  type ModelVersionsOptions,
  type ModelVersionsSnapshot,
} from './lifecycle/modelVersions.ts';
export type { Scorer } from './lifecycle/scorer.ts';
export { takeModelRecord } from './lifecycle/takeModelRecord.ts';
export { decodeModelDescriptor, type LoadedModel, loadModel } from './loadModel.ts';
export { deadLetterMessage, encodeResult, resultMessage } from './messages.ts';
export type * from './outcome.ts';
export { reasonOf } from './outcome.ts';
export { RecordSource, type RecordSourceOptions } from './recordSource.ts';
export { mayPass, ResultSink, type ResultSinkOptions } from './resultSink.ts';
export { scoreRecords } from './scoreRecords.ts';
export { producerConfig, type ScoringGroup, scoringGroup } from './scoringGroup.ts';
export { ServedModel, type ServedModelSnapshot, statsOf } from './servedModel.ts';
export { ServedModels } from './servedModels.ts';
export { parseServerOptions, type ServerOptions, serverCommand } from './serverOptions.ts';
export { ServingMonitor } from './servingMonitor.ts';
export type { StoredModel } from './storedModel.ts';
export { decodeStoredModel, encodeStoredModel } from './storedModelBytes.ts';
export { takeModel } from './takeModel.ts';
export { TerminalReport } from './terminalReport.ts';
export type { Inlet, Outlet } from './typedStreams.ts';
export type * from './view.ts';
