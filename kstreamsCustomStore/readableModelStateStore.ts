import type { ModelStats } from '@kafka-tutorial/serving';

/** What may be asked of the store from outside, while records stream through. */
export interface ReadableModelStateStore {
  /** Statistics of the model in service for a data type; undefined when there is none here. */
  getCurrentServingInfo(dataType: string): ModelStats | undefined;
  /** Statistics of all models in service, by data type. */
  models(): Record<string, ModelStats>;
}
