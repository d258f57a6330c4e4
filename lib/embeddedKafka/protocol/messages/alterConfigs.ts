import { array, bool, int8, int16, int32, nullable, string } from '../types.ts';

export const alteredResources = {
  throttleTimeMs: int32({ otherwise: 0 }),
  responses: array({
    errorCode: int16(),
    errorMessage: nullable(string()),
    resourceType: int8(),
    resourceName: string(),
  }),
};

/** Key 33, versions 0–2, flexible from 2. */
export const alterConfigs = {
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configs: array({ name: string(), value: nullable(string()) }),
    }),
    validateOnly: bool(),
  },
  response: alteredResources,
};
