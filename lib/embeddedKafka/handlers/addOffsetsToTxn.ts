import type { Handler } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { addOffsetsToTxn } from '../protocol/messages/addOffsetsToTxn.ts';
import { offsetsPartition } from '../transactions/offsetsPartition.ts';
import { codeForVersion } from './fencedCode.ts';

/** Key 25, versions 0–3: the partition that holds the group's offsets becomes part of the transaction. */
export const handleAddOffsetsToTxn: Handler<typeof addOffsetsToTxn> = (request, context) => {
  try {
    if (request.groupId === '') throw new KafkaWireError('INVALID_GROUP_ID');
    context.broker.transactions.addPartitions(request, [offsetsPartition]);
    return { errorCode: kafkaErrors.NONE.code };
  } catch (error) {
    return { errorCode: codeForVersion(context.wireError(error), context.apiVersion >= 2) };
  }
};
