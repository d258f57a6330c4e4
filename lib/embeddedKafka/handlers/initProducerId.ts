import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { initProducerId } from '../protocol/messages/initProducerId.ts';
import { codeForVersion } from './fencedCode.ts';

/** Key 22, versions 0–4: an id for an idempotent producer, the next epoch for a transactional one. */
export const handleInitProducerId: Handler<typeof initProducerId> = (request, context) => {
  const { transactionalId, transactionTimeoutMs: timeoutMs, producerId, producerEpoch } = request;
  const { producerIds, transactions } = context.broker;
  try {
    const given =
      transactionalId === null
        ? producerIds.allocate()
        : transactions.initProducer({ transactionalId, timeoutMs, producerId, producerEpoch });
    return { errorCode: kafkaErrors.NONE.code, ...given };
  } catch (error) {
    const errorCode = codeForVersion(context.wireError(error), context.apiVersion >= 4);
    return { errorCode, producerId: -1n, producerEpoch: -1 };
  }
};
