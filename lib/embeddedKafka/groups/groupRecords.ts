import { decode, encode } from '../protocol/codec.ts';
import {
  array,
  bytes,
  type Encodable,
  type Fields,
  int16,
  int32,
  int64,
  nullable,
  string,
} from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';
import { WireWriter } from '../protocol/wireWriter.ts';

/** A group as it was when it last had assignments, or no members. */
export interface GroupSnapshot {
  readonly protocolType: string;
  readonly generationId: number;
  readonly protocolName: string;
  readonly leaderId: string;
  readonly members: readonly MemberSnapshot[];
}

export interface MemberSnapshot {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  /** Of the group's protocol. */
  readonly metadata: Buffer;
  readonly assignment: Buffer;
}

/*
 * Records of the topic __consumer_offsets about groups, in Kafka's own layout (GroupMetadataKey version 2 and
 * GroupMetadataValue version 3). A record without value says that the group is gone.
 */
const keyVersion = 2;
const valueVersion = 3;
const layout = { version: 0, flexible: false };

const keyFields = { version: int16(), groupId: string() };

const valueFields = {
  version: int16(),
  protocolType: string(),
  generationId: int32(),
  protocolName: nullable(string()),
  leaderId: nullable(string()),
  currentStateTimestampMs: int64(),
  members: array({
    memberId: string(),
    groupInstanceId: nullable(string()),
    clientId: string(),
    clientHost: string(),
    rebalanceTimeoutMs: int32(),
    sessionTimeoutMs: int32(),
    metadata: bytes(),
    assignment: bytes(),
  }),
};

export function encodeGroupKey(groupId: string): Buffer {
  return encoded(keyFields, { version: keyVersion, groupId });
}

/** The group's id; undefined for keys of other kinds of records. */
export function decodeGroupKey(key: Buffer): string | undefined {
  if (key.readInt16BE(0) !== keyVersion) return undefined;
  return decode(keyFields, new WireReader(key), layout).groupId;
}

/** @param now broker time, ms */
export function encodeGroupValue(group: GroupSnapshot, now: number): Buffer {
  return encoded(valueFields, {
    ...group,
    version: valueVersion,
    protocolName: group.protocolName || null,
    leaderId: group.leaderId || null,
    currentStateTimestampMs: BigInt(now),
  });
}

/** @throws Error for a version that is not written here */
export function decodeGroupValue(value: Buffer): GroupSnapshot {
  const version = value.readInt16BE(0);
  if (version !== valueVersion)
    throw new Error(`expected a group of version ${valueVersion}, got ${version}`);
  const group = decode(valueFields, new WireReader(value), layout);
  const { protocolType, generationId, protocolName, leaderId, members } = group;
  return { protocolType, generationId, protocolName: protocolName ?? '', leaderId: leaderId ?? '', members };
}

function encoded<F extends Fields>(fields: F, value: Encodable<F>): Buffer {
  const writer = new WireWriter();
  encode(fields, value, writer, layout);
  return Buffer.concat(writer.finish().pieces);
}
