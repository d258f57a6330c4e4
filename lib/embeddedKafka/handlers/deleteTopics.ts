import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { deleteTopics } from '../protocol/messages/deleteTopics.ts';
import { zeroUuid } from '../protocol/types.ts';

/** Key 20, versions 0–6. The offsets that groups have committed for the topic go with it. */
export const handleDeleteTopics: Handler<typeof deleteTopics> = (request, context) => {
  const named = request.topicNames.map((name) => ({ name, topicId: zeroUuid }));
  return { responses: [...named, ...request.topics].map((asked) => answer(asked, context)) };
};

interface Asked {
  name: string | null;
  topicId: string;
}

function answer(asked: Asked, context: RequestContext) {
  try {
    const { name, id } = remove(asked, context);
    return { name, topicId: id, errorCode: kafkaErrors.NONE.code };
  } catch (error) {
    const refused = context.wireError(error);
    return { ...asked, errorCode: refused.code, errorMessage: refused.message };
  }
}

function remove({ name, topicId }: Asked, { broker }: RequestContext) {
  const topic = name === null ? broker.catalog.byId(topicId) : broker.catalog.get(name);
  if (!topic) throw new KafkaWireError(name === null ? 'UNKNOWN_TOPIC_ID' : 'UNKNOWN_TOPIC_OR_PARTITION');
  if (topic.internal) {
    throw new KafkaWireError('INVALID_TOPIC_EXCEPTION', `${topic.name} is the broker's own topic`);
  }
  broker.catalog.delete(topic.name);
  broker.groups.topicDeleted(topic.name);
  return topic;
}
