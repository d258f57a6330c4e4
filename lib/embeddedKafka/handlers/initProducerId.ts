import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { initProducerId } from '../protocol/messages/initProducerId.ts';

/** Key 22, versions 0–4: an id for an idempotent producer. There are no transactions, so no transactional ids. */
export const handleInitProducerId: Handler<typeof initProducerId> = ({ transactionalId }, { broker }) =>
  transactionalId === null
    ? { errorCode: kafkaErrors.NONE.code, ...broker.producerIds.allocate() }
    : { errorCode: kafkaErrors.INVALID_REQUEST.code, producerId: -1n, producerEpoch: -1 };
