import {
  ActorError,
  type ActorJournal,
  type ActorPersistence,
  type ClusterNode,
  homePartition,
  ownerOf,
  type ShardMap,
} from '@kafka-tutorial/actors';
import { partitions as partitionCount } from '@kafka-tutorial/serving';
import type { ModelServer } from '../modelServer.ts';
import type { ModelServingRef } from '../modelServingRef.ts';

/** What a keeper needs. */
export interface ShardKeeperOptions {
  readonly nodeId: string;
  readonly persistence: ActorPersistence;
  /** The map to begin with. */
  readonly map: ShardMap;
  /** Starts an actor on a thread of this process. */
  readonly startHere: (dataType: string, journal: ActorJournal) => Promise<ModelServingRef>;
  /** Refers to an actor on another node. */
  readonly referTo: (dataType: string, node: ClusterNode, term: number) => ModelServingRef;
}

/**
 * Knows which actors live on this node and which elsewhere, and moves them when the group shares its work anew:
 * all of them pause and keep their state *before* this node joins, so that no other node can start one that still works
 * here; and go on, here or elsewhere, when the new map is there.
 */
export class ShardKeeper {
  readonly #options: ShardKeeperOptions;
  readonly #journals = new Map<string, ActorJournal>();
  #map: ShardMap;

  constructor(options: ShardKeeperOptions) {
    this.#options = options;
    this.#map = options.map;
  }

  get map(): ShardMap {
    return this.#map;
  }

  get nodeId(): string {
    return this.#options.nodeId;
  }

  /** All nodes but this one. */
  get peers(): ClusterNode[] {
    return this.#map.nodes.filter(({ id }) => id !== this.nodeId);
  }

  /** Where the actor of a data type lives, if it is another node. */
  elsewhere(dataType: string): ClusterNode | undefined {
    const node = ownerOf(this.#map, dataType)?.node;
    return node?.id === this.#options.nodeId ? undefined : node;
  }

  /** Whether the actor of a data type lives here, under this term. */
  isHere(dataType: string, term: number): boolean {
    const owner = ownerOf(this.#map, dataType);
    return owner?.node.id === this.#options.nodeId && owner.shard.term === term;
  }

  /** Starts the actor of a data type where it belongs: here, or by reference to the node that has it. */
  async start(dataType: string): Promise<ModelServingRef> {
    const { nodeId, persistence, startHere, referTo } = this.#options;
    const owner = ownerOf(this.#map, dataType);
    if (!owner) throw new ActorError('ACTOR_NOT_HERE', `nobody has the actor of ${dataType} yet`);
    const { node, shard } = owner;
    if (node.id !== nodeId) return referTo(dataType, node, shard.term);
    const journal = this.#journals.get(dataType) ?? (await persistence.open(dataType, shard.term));
    // Whoever starts again after a failure recovers anew.
    this.#journals.delete(dataType);
    return startHere(dataType, journal);
  }

  /**
   * Takes a new map over.
   *
   * @returns the partitions whose models have to be read from the beginning: nothing, or not all, was kept of them
   */
  async takeOver(map: ShardMap, server: ModelServer): Promise<readonly number[]> {
    const { nodeId, persistence } = this.#options;
    const before = this.#map;
    this.#map = map;
    this.#journals.clear();
    const kept = await persistence.actors();
    const reread: number[] = [];
    const own = partitionsOf(map, nodeId);
    for (const partition of own) {
      const shard = map.shards[partition];
      const known = before.shards[partition];
      if (!shard || (known?.owner === nodeId && known.term === shard.term)) continue;
      let whole = true;
      const actors = kept.filter((actor) => homePartition(actor, partitionCount) === partition);
      for (const actor of actors) {
        const journal = await persistence.open(actor, shard.term);
        this.#journals.set(actor, journal);
        if (journal.recovered.damaged) whole = false;
      }
      if (actors.length === 0 || !whole) reread.push(partition);
    }
    server.resume(
      [...server.actors().keys()].filter((dataType) => place(before, dataType) !== place(map, dataType)),
      own,
    );
    for (const actor of this.#journals.keys()) server.wake(actor);
    return reread;
  }
}

function partitionsOf(map: ShardMap, nodeId: string): number[] {
  return map.shards.flatMap(({ owner }, partition) => (owner === nodeId ? [partition] : []));
}

function place(map: ShardMap, dataType: string): string {
  const owner = ownerOf(map, dataType);
  return owner ? `${owner.node.id} ${owner.shard.term}` : '';
}
