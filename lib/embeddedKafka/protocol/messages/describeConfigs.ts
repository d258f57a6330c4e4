import { array, bool, int8, int16, int32, nullable, string } from '../types.ts';

/** Key 32, versions 0–4, flexible from 4. */
export const describeConfigs = {
  request: {
    resources: array({
      resourceType: int8(),
      resourceName: string(),
      configurationKeys: nullable(array('string')),
    }),
    includeSynonyms: bool({ since: 1, otherwise: false }),
    includeDocumentation: bool({ since: 3, otherwise: false }),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    results: array({
      errorCode: int16(),
      errorMessage: nullable(string()),
      resourceType: int8(),
      resourceName: string(),
      configs: array({
        name: string(),
        value: nullable(string()),
        readOnly: bool(),
        isDefault: bool({ until: 0 }),
        configSource: int8({ since: 1 }),
        isSensitive: bool(),
        synonyms: array({ name: string(), value: nullable(string()), source: int8() }, { since: 1 }),
        configType: int8({ since: 3 }),
        documentation: nullable(string({ since: 3 })),
      }),
    }),
  },
};
