import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

/** How far a group has come in a partition. */
export interface CommittedOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

export interface CommittedOffsetsOptions {
  /** Connected by whoever made it. */
  readonly admin: Pick<Admin, 'fetchOffsets'>;
  readonly groupId: string;
  readonly topics: readonly string[];
  /** How long a cluster may take to set up groups, milliseconds. */
  readonly limitMs?: number;
  readonly pauseMs?: number;
}

const noCoordinatorYet = [
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
];

/**
 * The offsets that a group has committed; partitions without one are left out. A new cluster creates the topic it keeps
 * offsets in when first asked and has no coordinator until then: that is waited for, since kafkajs's admin does not.
 *
 * @throws errors of kafkajs
 */
export async function committedOffsets({
  admin,
  groupId,
  topics,
  limitMs = 15_000,
  pauseMs = 100,
}: CommittedOffsetsOptions): Promise<CommittedOffset[]> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      const fetched = await admin.fetchOffsets({ groupId, topics: [...topics] });
      return fetched.flatMap(({ topic, partitions }) =>
        partitions
          .filter(({ offset }) => offset !== '-1')
          .map(({ partition, offset }) => ({ topic, partition, offset })),
      );
    } catch (error) {
      if (!isNoCoordinatorYet(error) || Date.now() >= deadline) throw error;
    }
    await sleep(pauseMs);
  }
}

function isNoCoordinatorYet(error: unknown): boolean {
  return error instanceof Error && 'type' in error && noCoordinatorYet.includes(String(error.type));
}
