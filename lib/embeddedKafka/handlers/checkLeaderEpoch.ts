import { leaderEpoch } from '../log/partitionLog.ts';
import { KafkaWireError } from '../protocol/errors.ts';

/** −1: the client does not know. @throws KafkaWireError UNKNOWN_LEADER_EPOCH for one that has not been yet */
export function checkLeaderEpoch(asked: number): void {
  if (asked > leaderEpoch) {
    throw new KafkaWireError('UNKNOWN_LEADER_EPOCH', `expected leader epoch ${leaderEpoch}, got ${asked}`);
  }
}
