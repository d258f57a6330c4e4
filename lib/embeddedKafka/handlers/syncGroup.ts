import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { syncGroup } from '../protocol/messages/syncGroup.ts';

/** Key 14, versions 0–5. The answer waits for the leader's assignments. */
export const handleSyncGroup: Handler<typeof syncGroup> = async (request, context) => {
  try {
    const synced = await context.broker.groups.sync(request);
    return { errorCode: kafkaErrors.NONE.code, ...synced };
  } catch (error) {
    return { errorCode: context.wireError(error).code, assignment: Buffer.alloc(0) };
  }
};
