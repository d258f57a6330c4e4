import type { Handler } from '../api.ts';
import { leaderEpoch } from '../log/partitionLog.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { offsetForLeaderEpoch } from '../protocol/messages/offsetForLeaderEpoch.ts';
import { checkLeaderEpoch } from './checkLeaderEpoch.ts';

/** Key 23, versions 2–4. There is one leader epoch: it ends where the log does. */
export const handleOffsetForLeaderEpoch: Handler<typeof offsetForLeaderEpoch> = ({ topics }, context) => ({
  topics: topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((asked) => {
      const { partition } = asked;
      try {
        const log = context.broker.catalog.get(topic)?.partitions[partition];
        if (!log) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
        checkLeaderEpoch(asked.currentLeaderEpoch);
        const found = asked.leaderEpoch === leaderEpoch ? { leaderEpoch, endOffset: log.endOffset } : {};
        return { errorCode: kafkaErrors.NONE.code, partition, ...found };
      } catch (error) {
        return { errorCode: context.wireError(error).code, partition };
      }
    }),
  })),
});
