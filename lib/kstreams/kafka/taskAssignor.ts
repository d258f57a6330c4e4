import kafkajs, { type Cluster, type PartitionAssigner } from 'kafkajs';
import { assignTasks } from './assignTasks.ts';
import { decodeUserData, encodeUserData, type MemberUserData } from './memberUserData.ts';
import type { TaskPlan } from './taskPlan.ts';

const { MemberMetadata, MemberAssignment } = kafkajs.AssignerProtocol;

/** kafkajs asks for it in each protocol message. */
const version = 0;

export interface TaskAssignorOptions {
  readonly plan: TaskPlan;
  /** What this member tells the group when it joins. */
  readonly userData: () => MemberUserData;
  /** Awaited before each attempt to join the group: what is to be committed must be by then. */
  readonly beforeJoin: () => Promise<void>;
}

/**
 * Gives members of the group whole tasks: the same partition of all topics of a sub-topology. Members tell the leader
 * which tasks they have, so that they keep them.
 */
export function taskAssignor({ plan, userData, beforeJoin }: TaskAssignorOptions): PartitionAssigner {
  return ({ cluster }) => {
    awaitBeforeJoin(cluster, beforeJoin);
    keepOwnOffsets(cluster);
    return {
      name: 'kstreams',
      version,
      protocol: ({ topics }) => ({
        name: 'kstreams',
        metadata: MemberMetadata.encode({
          version,
          topics,
          userData: encodeUserData(userData()),
        }),
      }),
      async assign({ members }) {
        const assigned = assignTasks(
          [...plan.tasks.keys()],
          members.map(({ memberId, memberMetadata }) => {
            const { tasks, storedTasks } = decodeUserData(MemberMetadata.decode(memberMetadata)?.userData);
            return { id: memberId, previousTasks: tasks, storedTasks };
          }),
        );
        return [...assigned].map(([memberId, names]) => ({
          memberId,
          memberAssignment: MemberAssignment.encode({
            version,
            assignment: assignmentOf(names, plan),
            userData: Buffer.alloc(0),
          }),
        }));
      },
    };
  };
}

/**
 * kafkajs has no hook that it awaits before it gives partitions up. But each attempt to join begins by looking for
 * the group's coordinator, and while the group gathers it still takes commits of the generation that ends.
 */
function awaitBeforeJoin(cluster: Cluster, beforeJoin: () => Promise<void>): void {
  const find = cluster.findGroupCoordinator.bind(cluster);
  cluster.findGroupCoordinator = async (group) => {
    await beforeJoin();
    return find(group);
  };
}

/**
 * kafkajs keeps the offsets of a group for all its consumers of one client together, and each empties them when it
 * joins: those of the other threads would fail in the middle of a fetch.
 */
function keepOwnOffsets(cluster: Cluster & { committedOffsets?(): object }): void {
  const offsets = {};
  cluster.committedOffsets = () => offsets;
}

function assignmentOf(names: readonly string[], plan: TaskPlan): Record<string, number[]> {
  const assignment: Record<string, number[]> = {};
  for (const name of names) {
    for (const { topic, partition } of plan.tasks.get(name)?.inputs ?? []) {
      assignment[topic] ??= [];
      assignment[topic].push(partition);
    }
  }
  return assignment;
}
