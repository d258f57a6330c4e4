import kafkajs, { type Cluster, type PartitionAssigner } from 'kafkajs';
import { assignShards } from './assignShards.ts';
import { decodeMemberState, decodeShardMap, encodeMemberState, encodeShardMap } from './memberState.ts';
import type { ClusterNode, ShardMap } from './shardMap.ts';

const { MemberMetadata, MemberAssignment } = kafkajs.AssignerProtocol;

/** kafkajs asks for it in each protocol message. */
const version = 0;
const name = 'actor-shards';

export interface ShardAssignerOptions {
  /** Asked when the group is joined. */
  readonly node: () => Omit<ClusterNode, 'memberId'>;
  /** The last map that this node knows. */
  readonly lastMap: () => ShardMap;
  readonly topics: readonly string[];
  /** Of each topic. */
  readonly partitions: number;
  /**
   * Awaited before each attempt to join the group. The group waits for all its live members to join: what a node has
   * stopped by then is stopped before anybody else can start it.
   */
  readonly beforeJoin: () => Promise<void>;
  /** Awaited with the new map, before anything is read of the partitions that it assigns. */
  readonly onMap: (map: ShardMap) => Promise<void>;
}

/**
 * Lets the leader of a consumer group decide who has which shard, and tells all members: a partition of all topics is
 * one shard. The whole map travels in the user data of each member's assignment.
 */
export function shardAssigner(options: ShardAssignerOptions): PartitionAssigner {
  const { node, lastMap, topics, partitions } = options;
  return ({ cluster }) => {
    watchJoining(cluster, options);
    return {
      name,
      version,
      protocol: (subscription) => ({
        name,
        metadata: MemberMetadata.encode({
          version,
          topics: subscription.topics,
          userData: encodeMemberState({ node: node(), map: lastMap() }),
        }),
      }),
      async assign({ members }) {
        const known = members.flatMap(({ memberId, memberMetadata }) => {
          const state = decodeMemberState(MemberMetadata.decode(memberMetadata)?.userData);
          return state ? [{ ...state, memberId }] : [];
        });
        const map = assignShards(known, partitions);
        return members.map(({ memberId }) => {
          const id = map.nodes.find((one) => one.memberId === memberId)?.id;
          const own = map.shards.flatMap(({ owner }, partition) => (owner === id ? [partition] : []));
          const assignment = Object.fromEntries(topics.map((topic) => [topic, own]));
          return {
            memberId,
            memberAssignment: MemberAssignment.encode({ version, assignment, userData: encodeShardMap(map) }),
          };
        });
      },
    };
  };
}

/** What kafkajs's broker does and its types do not tell. */
interface GroupCoordinator {
  syncGroup(request: unknown): Promise<{ memberAssignment: Buffer }>;
}

/**
 * kafkajs has no hook that it awaits before it gives partitions up, and none that is given an assignment's user data.
 * But each attempt to join begins by looking for the group's coordinator, and ends by asking that to sync.
 */
function watchJoining(cluster: Cluster, { beforeJoin, onMap }: ShardAssignerOptions): void {
  const find = cluster.findGroupCoordinator.bind(cluster);
  cluster.findGroupCoordinator = async (group) => {
    await beforeJoin();
    const broker = await find(group);
    const coordinator = broker as unknown as GroupCoordinator;
    const prototype = Object.getPrototypeOf(coordinator) as GroupCoordinator;
    coordinator.syncGroup = async (request) => {
      const answer = await prototype.syncGroup.call(coordinator, request);
      const map = decodeShardMap(MemberAssignment.decode(answer.memberAssignment)?.userData);
      if (map) await onMap(map);
      return answer;
    };
    return broker;
  };
}
