import type { MemberState } from './memberState.ts';
import { noShards, type Shard, type ShardMap } from './shardMap.ts';

/** A member of the group that is to be given shards. */
export interface Member extends MemberState {
  readonly memberId: string;
}

/**
 * Shares the partitions out, as evenly as it goes, so that few shards move. A shard that stays where it is keeps its
 * term; every other one begins a new term, greater than all before.
 */
export function assignShards(members: readonly Member[], partitions: number): ShardMap {
  const latest = members.reduce<ShardMap>(
    (map, member) => (member.map.epoch > map.epoch ? member.map : map),
    noShards,
  );
  const epoch = latest.epoch + 1;
  const sorted = members.toSorted((a, b) => (a.node.name < b.node.name ? -1 : 1));
  const least = Math.floor(partitions / sorted.length);
  let larger = partitions - least * sorted.length;
  const counts = new Map(sorted.map(({ node }) => [node.id, 0]));
  const owners: (string | undefined)[] = Array.from({ length: partitions });

  const give = (partition: number, id: string) => {
    const count = (counts.get(id) ?? 0) + 1;
    if (count > least) larger--;
    counts.set(id, count);
    owners[partition] = id;
  };
  const mayHaveMore = (id: string) => {
    const count = counts.get(id) ?? Number.POSITIVE_INFINITY;
    return count < least || (count === least && larger > 0);
  };
  for (let partition = 0; partition < partitions; partition++) {
    const owner = latest.shards[partition]?.owner;
    if (owner !== undefined && mayHaveMore(owner)) give(partition, owner);
  }
  for (let partition = 0; partition < partitions; partition++) {
    if (owners[partition] !== undefined) continue;
    const next = sorted.toSorted((a, b) => (counts.get(a.node.id) ?? 0) - (counts.get(b.node.id) ?? 0))[0];
    if (next) give(partition, next.node.id);
  }

  // Who does not know the latest map may have been replaced in the meantime: nothing of its terms is believed.
  const upToDate = new Set(
    members.filter(({ map }) => map.epoch === latest.epoch).map(({ node }) => node.id),
  );
  return {
    epoch,
    nodes: sorted.map(({ memberId, node }) => ({ ...node, memberId })),
    shards: owners.map((owner = '', partition): Shard => {
      const before = latest.shards[partition];
      const stays = before?.owner === owner && upToDate.has(owner);
      return { owner, term: stays ? before.term : epoch };
    }),
  };
}
