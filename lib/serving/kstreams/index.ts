export { errorAnswer, instancesOf, notReady } from './answers.ts';
export { changelogOfModels } from './changelogOfModels.ts';
export { type KeyOf, keyOfData, keyOfModel } from './dataTypeKeys.ts';
export { deadLetters } from './deadLetters.ts';
export { GroupQueries } from './groupQueries.ts';
export { keyedByDataType } from './keyedByDataType.ts';
export type { ModelServerParts } from './modelServerParts.ts';
export { inputRecordOf, underKey } from './origin.ts';
export {
  deadLetterRecord,
  inputPartition,
  isRejected,
  outcomeRecord,
  scoredSerde,
} from './outcomeRecords.ts';
export { publishOutcomes } from './publishOutcomes.ts';
export { scoreRecord } from './scoreRecord.ts';
export { type ServerViewOptions, serverView } from './serverView.ts';
export { servingStreams } from './servingStreams.ts';
export { dataAfterModels, modelsFirst } from './timestamps.ts';
export { topologyView } from './topologyView.ts';
