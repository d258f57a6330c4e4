import type { Handler } from '../api.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { alterConfigs } from '../protocol/messages/alterConfigs.ts';
import { alterResources } from './alterResources.ts';

/** Key 33, versions 0–2: what the request names is all that is set afterwards. */
export const handleAlterConfigs: Handler<typeof alterConfigs> = ({ resources, validateOnly }, context) =>
  alterResources(resources, validateOnly, context, ({ configs }) =>
    Object.fromEntries(
      configs.map(({ name, value }) => {
        if (value === null) throw new KafkaWireError('INVALID_REQUEST', `${name} is null; expected a value`);
        return [name, value];
      }),
    ),
  );
