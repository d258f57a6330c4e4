import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { createPartitions } from '../protocol/messages/createPartitions.ts';
import type { RequestOf } from '../protocol/types.ts';

type Asked = RequestOf<typeof createPartitions>['topics'][number];

/** Key 37, versions 0–3. `count` is what the topic shall have, not what is added. */
export const handleCreatePartitions: Handler<typeof createPartitions> = (request, context) => {
  const names = request.topics.map(({ name }) => name);
  return {
    results: request.topics.map((asked) => {
      try {
        if (names.indexOf(asked.name) !== names.lastIndexOf(asked.name)) {
          throw new KafkaWireError('INVALID_REQUEST', `${asked.name} stands in the request more than once`);
        }
        create(asked, request.validateOnly, context);
        return { name: asked.name, errorCode: kafkaErrors.NONE.code };
      } catch (error) {
        const { code, message } = context.wireError(error);
        return { name: asked.name, errorCode: code, errorMessage: message };
      }
    }),
  };
};

function create(
  { name, count, assignments }: Asked,
  validateOnly: boolean,
  { broker }: RequestContext,
): void {
  const topic = broker.catalog.get(name);
  if (!topic) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic '${name}'`);
  broker.catalog.checkPartitions(topic, count);
  const added = count - topic.partitions.length;
  const isOurs = assignments?.every(
    ({ brokerIds }) => brokerIds.length === 1 && brokerIds[0] === broker.nodeId,
  );
  if (assignments !== null && (assignments.length !== added || !isOurs)) {
    throw new KafkaWireError(
      'INVALID_REPLICA_ASSIGNMENT',
      `expected ${added} assignments, each to broker ${broker.nodeId} alone`,
    );
  }
  if (!validateOnly) broker.catalog.addPartitions(name, count);
}
