import type { ClusterNode, ShardMap } from './shardMap.ts';
import { noShards } from './shardMap.ts';

/** What a node tells the leader of the group when it joins. */
export interface MemberState {
  readonly node: Omit<ClusterNode, 'memberId'>;
  /** The last map it knows. */
  readonly map: ShardMap;
}

// Format: UTF-8 JSON; a field that is missing or of another type makes the whole of it unreadable.
const mostBytes = 1024 * 1024;

export function encodeMemberState(state: MemberState): Buffer {
  return Buffer.from(JSON.stringify(state));
}

export function encodeShardMap(map: ShardMap): Buffer {
  return Buffer.from(JSON.stringify(map));
}

/** Undefined for what is no state of a member: another program in the same group. */
export function decodeMemberState(bytes: Buffer | undefined): MemberState | undefined {
  const value = parse(bytes) as Partial<MemberState> | undefined;
  const { node, map } = value ?? {};
  if (!node || !isText(node.id) || !isText(node.name) || !isText(node.url)) return undefined;
  return { node: { id: node.id, name: node.name, url: node.url }, map: isShardMap(map) ? map : noShards };
}

/** Undefined for what is no map. */
export function decodeShardMap(bytes: Buffer | undefined): ShardMap | undefined {
  const value = parse(bytes);
  return isShardMap(value) ? value : undefined;
}

function parse(bytes: Buffer | undefined): unknown {
  if (!bytes || bytes.length > mostBytes) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function isShardMap(value: unknown): value is ShardMap {
  const { epoch, nodes, shards } = (value ?? {}) as Partial<ShardMap>;
  return (
    Number.isSafeInteger(epoch) &&
    Array.isArray(nodes) &&
    nodes.every(
      (node) => isText(node?.id) && isText(node?.name) && isText(node?.url) && isText(node?.memberId),
    ) &&
    Array.isArray(shards) &&
    shards.every((shard) => isText(shard?.owner) && Number.isSafeInteger(shard?.term))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 1000;
}
