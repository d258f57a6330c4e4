import kafkajs from 'kafkajs';

/** A process that actors live in. */
export interface ClusterNode {
  /** Another one at each start. */
  readonly id: string;
  /** The name of its place, which a restarted process takes again. */
  readonly name: string;
  /** Where its other nodes find it. */
  readonly url: string;
  /** In the consumer group. */
  readonly memberId: string;
}

/** The actors of one partition, and who has them. */
export interface Shard {
  /** The id of the node. */
  readonly owner: string;
  /** Greater than that of every owner before. */
  readonly term: number;
}

/** Who has which shard: decided by the leader of the consumer group whenever the group changes. */
export interface ShardMap {
  /** Counts the maps. */
  readonly epoch: number;
  readonly nodes: readonly ClusterNode[];
  /** By partition. */
  readonly shards: readonly Shard[];
}

export const noShards: ShardMap = { epoch: 0, nodes: [], shards: [] };

const partitionFor = kafkajs.Partitioners.DefaultPartitioner();

/** The partition in which an actor has its home: the one to which Kafka's own partitioner sends its name as a key. */
export function homePartition(actor: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    ...{ partitionErrorCode: 0, partitionId, leader: 0, replicas: [], isr: [] },
  }));
  return partitionFor({ topic: '', partitionMetadata, message: { key: actor, value: null } });
}

/** The node that has an actor, if any has. */
export function ownerOf(map: ShardMap, actor: string): { node: ClusterNode; shard: Shard } | undefined {
  if (map.shards.length === 0) return undefined;
  const shard = map.shards[homePartition(actor, map.shards.length)];
  const node = map.nodes.find(({ id }) => id === shard?.owner);
  return shard && node && { node, shard };
}
