import type { Handler } from '../api.ts';
import type { txnOffsetCommit } from '../protocol/messages/txnOffsetCommit.ts';
import { offsetsPartition } from '../transactions/offsetsPartition.ts';
import { commitOffsets } from './commitOffsets.ts';

/** Key 28, versions 0–3. The offsets count once the transaction is committed. */
export const handleTxnOffsetCommit: Handler<typeof txnOffsetCommit> = (request, { broker, wireError }) => ({
  topics: commitOffsets(
    request.topics,
    broker,
    (offsets) => {
      broker.transactions.checkWrite(request, offsetsPartition);
      return broker.groups.commitTransactionalOffsets({ ...request, offsets }, request);
    },
    wireError,
  ),
});
