import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { heartbeat } from '../protocol/messages/heartbeat.ts';

/** Key 12, versions 0–4. */
export const handleHeartbeat: Handler<typeof heartbeat> = (request, context) => {
  try {
    context.broker.groups.heartbeat(request);
    return { errorCode: kafkaErrors.NONE.code };
  } catch (error) {
    return { errorCode: context.wireError(error).code };
  }
};
