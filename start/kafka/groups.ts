import { textTable } from '@kafka-tutorial/util';
import type { Admin, Kafka } from 'kafkajs';
import { withAdmin } from './withAdmin.ts';

/** Prints a line for each consumer group. */
export async function listGroups(kafka: Kafka): Promise<void> {
  await withAdmin(kafka, async (admin) => {
    const ids = await groupIds(admin);
    const { groups } = ids.length === 0 ? { groups: [] } : await admin.describeGroups(ids);
    const rows = groups.map(({ groupId, state, protocol, members }) => [
      groupId,
      state,
      protocol,
      `${members.length}`,
    ]);
    console.log(textTable(['GROUP', 'STATE', 'ASSIGNOR', 'MEMBERS'], rows));
  });
}

/** Prints what groups have committed, and how many records are behind it. @throws Error when there is no such group */
export async function listOffsets(kafka: Kafka, group: string | undefined): Promise<void> {
  await withAdmin(kafka, async (admin) => {
    const ids = await groupIds(admin);
    if (group !== undefined && !ids.includes(group)) {
      throw new Error(
        `there is no group ${group}; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ') || 'none'}`,
      );
    }
    const rows = (
      await Promise.all((group === undefined ? ids : [group]).map((id) => offsetsOf(admin, id)))
    ).flat();
    console.log(textTable(['GROUP', 'TOPIC', 'PARTITION', 'COMMITTED', 'NEXT OFFSET', 'LAG'], rows));
  });
}

async function groupIds(admin: Admin): Promise<string[]> {
  return (await admin.listGroups()).groups.map(({ groupId }) => groupId).sort();
}

async function offsetsOf(admin: Admin, groupId: string): Promise<string[][]> {
  const topics = await admin.fetchOffsets({ groupId });
  const rows = await Promise.all(
    topics.map(async ({ topic, partitions }) => {
      const ends = new Map(
        (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, high]),
      );
      return partitions
        .filter(({ offset }) => offset !== '-1')
        .sort((a, b) => a.partition - b.partition)
        .map(({ partition, offset }) => {
          const end = ends.get(partition) ?? offset;
          return [groupId, topic, `${partition}`, offset, end, `${BigInt(end) - BigInt(offset)}`];
        });
    }),
  );
  return rows.flat();
}
