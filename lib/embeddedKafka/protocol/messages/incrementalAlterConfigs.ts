import { array, bool, int8, nullable, string } from '../types.ts';
import { alteredResources } from './alterConfigs.ts';

/** Key 44, versions 0–1, flexible from 1. */
export const incrementalAlterConfigs = {
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configs: array({ name: string(), configOperation: int8(), value: nullable(string()) }),
    }),
    validateOnly: bool(),
  },
  response: alteredResources,
};
