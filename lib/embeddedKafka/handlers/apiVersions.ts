import type { Api } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { apiVersions } from '../protocol/messages/apiVersions.ts';
import type { ResponseOf } from '../protocol/types.ts';

type Answer = ResponseOf<typeof apiVersions>;

/** Key 18, versions 0–4: which APIs there are, in which versions. Features are never listed: they would be tagged fields. */
export function listApis(apis: readonly Api[]): Answer {
  return { errorCode: kafkaErrors.NONE.code, apiKeys: apis.map(range) };
}

/** The answer, in version 0, to a client that asks in a version we do not have: the range it may ask again in. */
export function refuseApiVersions(api: Api): Answer {
  return { errorCode: kafkaErrors.UNSUPPORTED_VERSION.code, apiKeys: [range(api)] };
}

function range({ key, versions: [minVersion, maxVersion] }: Api) {
  return { apiKey: key, minVersion, maxVersion };
}
