import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { endTxn } from '../protocol/messages/endTxn.ts';
import { codeForVersion } from './fencedCode.ts';

/** Key 26, versions 0–3. The markers are written before the answer: what was committed can be read at once. */
export const handleEndTxn: Handler<typeof endTxn> = (request, context) => {
  try {
    context.broker.transactions.end(request, request.committed ? 'commit' : 'abort');
    return { errorCode: kafkaErrors.NONE.code };
  } catch (error) {
    return { errorCode: codeForVersion(context.wireError(error), context.apiVersion >= 2) };
  }
};
