import { type ModelStats, ServedModels } from '@kafka-tutorial/serving';

/** What may be asked of the models while they serve: the stage's materialized value. */
export interface ReadableModelState {
  /** Statistics of the model in service, by data type. */
  models(): Record<string, ModelStats>;
}

/** The models in service, in memory: a restart reads them again from the models topic. */
export class ModelStore extends ServedModels implements ReadableModelState {}
