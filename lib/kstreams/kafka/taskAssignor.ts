import kafkajs, { type Cluster, type PartitionAssigner } from 'kafkajs';
import { assignTasks } from './assignTasks.ts';
import type { TaskPlan } from './taskPlan.ts';

const { MemberMetadata, MemberAssignment } = kafkajs.AssignerProtocol;

/** kafkajs asks for it in each protocol message. */
const version = 0;

/** What the leader of the group may be sent by another member, in bytes: more is not read. */
const maxUserDataBytes = 1024 * 1024;

export interface TaskAssignorOptions {
  readonly plan: TaskPlan;
  /** Names of the tasks that this member has now. */
  readonly ownTasks: () => readonly string[];
  /** Awaited before each attempt to join the group: what is to be committed must be by then. */
  readonly beforeJoin: () => Promise<void>;
}

/**
 * Gives members of the group whole tasks: the same partition of all topics of a sub-topology. Members tell the leader
 * which tasks they have, so that they keep them.
 */
export function taskAssignor({ plan, ownTasks, beforeJoin }: TaskAssignorOptions): PartitionAssigner {
  return ({ cluster }) => {
    awaitBeforeJoin(cluster, beforeJoin);
    return {
      name: 'kstreams',
      version,
      protocol: ({ topics }) => ({
        name: 'kstreams',
        metadata: MemberMetadata.encode({
          version,
          topics,
          userData: Buffer.from(JSON.stringify(ownTasks())),
        }),
      }),
      async assign({ members }) {
        const assigned = assignTasks(
          [...plan.tasks.keys()],
          members.map(({ memberId, memberMetadata }) => ({
            id: memberId,
            previousTasks: previousTasks(MemberMetadata.decode(memberMetadata)?.userData),
          })),
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

/** None when a member says something that is not a list of names: it then keeps nothing. */
function previousTasks(userData: Buffer | undefined): string[] {
  if (userData === undefined || userData.length > maxUserDataBytes) return [];
  try {
    const names: unknown = JSON.parse(userData.toString());
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
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
