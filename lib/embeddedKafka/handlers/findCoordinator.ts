import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { findCoordinator } from '../protocol/messages/findCoordinator.ts';

const keyTypes = { group: 0, transaction: 1 } as const;
const nobody = { nodeId: -1, host: '', port: -1 };

/** Key 10, versions 0–4. This node coordinates all groups and all transactions. */
export const handleFindCoordinator: Handler<typeof findCoordinator> = (request, { broker, advertised }) => {
  const answer =
    request.keyType === keyTypes.group || request.keyType === keyTypes.transaction
      ? { errorCode: kafkaErrors.NONE.code, errorMessage: null, nodeId: broker.nodeId, ...advertised }
      : {
          errorCode: kafkaErrors.INVALID_REQUEST.code,
          errorMessage: `coordinators of type ${request.keyType} are not supported; expected 0, group, or 1, transaction`,
          ...nobody,
        };
  return { ...answer, coordinators: request.coordinatorKeys.map((key) => ({ key, ...answer })) };
};
