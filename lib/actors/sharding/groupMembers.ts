import kafkajs, { type Admin, type Cluster, type Kafka } from 'kafkajs';
import { decodeMemberState } from './memberState.ts';
import type { ClusterNode } from './shardMap.ts';

const { MemberMetadata } = kafkajs.AssignerProtocol;

/** What kafkajs's broker does and its types do not tell. */
interface LeavableGroup {
  leaveGroup(request: { groupId: string; memberId: string }): Promise<unknown>;
}

/** The state of a group, in Kafka's words, and the nodes that are its members. */
export async function groupNodes(
  admin: Pick<Admin, 'describeGroups'>,
  groupId: string,
): Promise<{ state: string; nodes: ClusterNode[] }> {
  const { groups } = await admin.describeGroups([groupId]);
  const [group] = groups;
  const nodes = (group?.members ?? []).flatMap(({ memberId, memberMetadata }) => {
    // A group that is gathering has members without metadata.
    const metadata = memberMetadata.length > 0 ? MemberMetadata.decode(memberMetadata) : null;
    const state = decodeMemberState(metadata?.userData);
    return state ? [{ ...state.node, memberId }] : [];
  });
  return { state: group?.state ?? 'Dead', nodes };
}

/**
 * Leaves a group in the name of members that are dead and cannot do so themselves, so that the others need not wait for
 * their sessions to time out. A member that lives after all is told so and joins again.
 *
 * It needs a connection of its own: on one that waits for the answer to its own joining, Kafka reads nothing else.
 */
export async function removeMembers(
  kafka: Kafka,
  groupId: string,
  memberIds: readonly string[],
): Promise<void> {
  const cluster = openCluster(kafka, groupId);
  try {
    await cluster.connect();
    for (const memberId of memberIds) {
      const coordinator = (await cluster.findGroupCoordinator({ groupId })) as unknown as LeavableGroup;
      await coordinator.leaveGroup({ groupId, memberId }).catch(unlessUnknown);
    }
  } finally {
    await cluster.disconnect();
  }
}

// kafkajs gives its cluster to the assigners of a consumer, and to nobody else.
function openCluster(kafka: Kafka, groupId: string): Cluster {
  const clusters: Cluster[] = [];
  kafka.consumer({
    groupId,
    partitionAssigners: [
      ({ cluster }) => {
        clusters.push(cluster);
        return {
          name: 'none',
          version: 0,
          assign: async () => [],
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
        };
      },
    ],
  });
  const [cluster] = clusters;
  if (!cluster) throw new TypeError('kafkajs made a consumer without its assigners');
  return cluster;
}

function unlessUnknown(error: unknown): void {
  if (!(error instanceof Error && 'type' in error && error.type === 'UNKNOWN_MEMBER_ID')) throw error;
}
