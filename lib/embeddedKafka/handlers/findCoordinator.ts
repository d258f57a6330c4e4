import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { findCoordinator } from '../protocol/messages/findCoordinator.ts';

const keyTypes = { group: 0, transaction: 1 } as const;
const nobody = { nodeId: -1, host: '', port: -1 };

/** Key 10, versions 0–4. This node coordinates all groups and all transactions. */
export const handleFindCoordinator: Handler<typeof findCoordinator> = (request, context) => {
  const answer = find(request.keyType, context);
  return { ...answer, coordinators: request.coordinatorKeys.map((key) => ({ key, ...answer })) };
};

function find(keyType: number, { broker, advertised, wireError }: RequestContext) {
  try {
    if (keyType === keyTypes.group) broker.groups.checkOpen();
    else if (keyType === keyTypes.transaction) broker.transactions.checkOpen();
    else {
      throw new KafkaWireError(
        'INVALID_REQUEST',
        `coordinators of type ${keyType} are not supported; expected 0, group, or 1, transaction`,
      );
    }
    return { errorCode: kafkaErrors.NONE.code, errorMessage: null, nodeId: broker.nodeId, ...advertised };
  } catch (error) {
    const { code, message } = wireError(error);
    return { errorCode: code, errorMessage: message, ...nobody };
  }
}
