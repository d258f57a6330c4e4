import type { JoinValues } from '../operators/streamStreamJoin.ts';
import type { ValueJoinerWithKey } from './functions.ts';
import { GlobalKTable } from './globalKTable.ts';
import { Joined } from './joined.ts';
import type { JoinWindows } from './joinWindows.ts';
import { KStream } from './kstream.ts';
import type { KTable } from './ktable.ts';
import type { Named } from './named.ts';
import type { StreamParts } from './parts.ts';
import { joinStreams } from './streamJoin.ts';
import { StreamJoined } from './streamJoined.ts';
import { joinGlobalTable, joinTable } from './streamTableJoin.ts';

/** Anything but null. */
type Any = NonNullable<unknown>;
type Joiner = ValueJoinerWithKey<unknown, unknown, unknown, Any>;
type RowKey = (key: unknown, value: unknown) => Any | null;

/** The join that the arguments ask for; their types were checked where they were given. */
export function joinWith(
  kind: 'inner' | 'left' | 'outer',
  parts: StreamParts<Any, Any>,
  [other, second, third, fourth]: readonly unknown[],
): KStream<Any, Any> {
  const isLeftJoin = kind !== 'inner';
  if (other instanceof KStream) {
    const joined = (fourth ?? StreamJoined.with()) as StreamJoined<Any, Any, Any>;
    const joiner = keyFirst(second as Joiner);
    return new KStream(joinStreams(kind, parts, other.parts, joiner, third as JoinWindows, joined));
  }
  if (other instanceof GlobalKTable) {
    const joiner = keyFirst(third as Joiner);
    const named = fourth as Named | undefined;
    return new KStream(
      joinGlobalTable<Any, Any, Any, Any, Any>(parts, other, second as RowKey, joiner, named, isLeftJoin),
    );
  }
  const joined = (third ?? Joined.with()) as Joined<Any, Any>;
  const { parts: table } = other as KTable<Any, Any>;
  return new KStream(joinTable(parts, table, keyFirst(second as Joiner), joined, isLeftJoin));
}

function keyFirst(joiner: Joiner): JoinValues<Any, Any, Any, Any> {
  return (key, left, right) => joiner(left, right, key);
}
