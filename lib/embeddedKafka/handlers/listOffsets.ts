import type { Handler } from '../api.ts';
import { leaderEpoch, type PartitionLog } from '../log/partitionLog.ts';
import type { TimestampedOffset } from '../log/timestampedOffset.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { listOffsets } from '../protocol/messages/listOffsets.ts';
import { checkLeaderEpoch } from './checkLeaderEpoch.ts';
import { readCommitted } from './isolation.ts';

const latest = -1n;
const earliest = -2n;
const maxTimestamp = -3n;
const none = { offset: -1n, timestamp: -1n };

/** Key 2, versions 0–7. Version 0, from before the time index, gets a list of at most one offset. */
export const handleListOffsets: Handler<typeof listOffsets> = ({ topics, isolationLevel }, context) => ({
  topics: topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex, timestamp, currentLeaderEpoch }) => {
      try {
        const log = context.broker.catalog.get(name)?.partitions[partitionIndex];
        if (!log) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
        checkLeaderEpoch(currentLeaderEpoch);
        const found = find(log, timestamp, isolationLevel === readCommitted);
        return {
          partitionIndex,
          errorCode: kafkaErrors.NONE.code,
          oldStyleOffsets: found === none ? [] : [found.offset],
          ...found,
          leaderEpoch: found === none ? -1 : leaderEpoch,
        };
      } catch (error) {
        const { code } = context.wireError(error);
        return { partitionIndex, errorCode: code, oldStyleOffsets: [], ...none, leaderEpoch: -1 };
      }
    }),
  })),
});

function find(log: PartitionLog, timestamp: bigint, committed: boolean): TimestampedOffset {
  const end = committed ? log.lastStableOffset : log.endOffset;
  switch (timestamp) {
    case latest:
      return { offset: end, timestamp: -1n };
    case earliest:
      return { offset: log.startOffset, timestamp: -1n };
    case maxTimestamp:
      return log.maxTimestamp() ?? none;
  }
  if (timestamp < 0n) {
    throw new KafkaWireError('UNSUPPORTED_VERSION', `timestamp ${timestamp}; expected -3, -2, -1 or a time`);
  }
  const found = log.offsetForTimestamp(timestamp);
  return found && found.offset < end ? found : none;
}
