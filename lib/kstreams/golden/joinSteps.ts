import { Joined } from '../dsl/joined.ts';
import { JoinWindows } from '../dsl/joinWindows.ts';
import type { KStream } from '../dsl/kstream.ts';
import { StreamJoined } from '../dsl/streamJoined.ts';
import { TableJoined } from '../dsl/tableJoined.ts';
import type { Step } from './caseFile.ts';
import { mapper, type Types, type Value } from './functions.ts';
import { expectKind, type Handle, handle, isKind } from './handles.ts';
import { joiner } from './joiners.ts';
import { materialized, materializedIfAsked, named } from './stepOptions.ts';
import { serdeOf } from './topologySteps.ts';

type Stream = KStream<Value | null, Value | null>;

/** A join of a stream, with a stream, a table or a global table. */
export function streamJoinStep(from: Handle<'stream'>, other: Handle, step: Step): Handle {
  const { type, join } = joiner(step.joiner);
  const types: Types = { key: from.key, value: type };
  if (isKind(other, 'stream')) return handle('stream', joinStream(from, other, step), types);
  const { is: stream } = from;
  if (isKind(other, 'globalTable')) {
    const { map } = mapper(step.keyMapper ?? 'key', from);
    const joined =
      step.kind === 'left'
        ? stream.leftJoin(other.is, map, join, named(step))
        : stream.join(other.is, map, join, named(step));
    return handle('stream', joined, types);
  }
  const { is: table } = expectKind(other, 'table', 'join');
  const how = joinedWith(from, step);
  const joined = step.kind === 'left' ? stream.leftJoin(table, join, how) : stream.join(table, join, how);
  return handle('stream', joined, types);
}

function joinStream(from: Handle<'stream'>, other: Handle<'stream'>, step: Step): Stream {
  const { window = { beforeMs: 0, afterMs: 0, graceMs: 0 } } = step;
  const windows = JoinWindows.ofTimeDifferenceAndGrace(window.afterMs, window.graceMs).before(
    window.beforeMs,
  );
  const { join } = joiner(step.joiner);
  let how = StreamJoined.with(serdeOf(from.key), serdeOf(from.value), serdeOf(other.value));
  if (step.name !== undefined) how = how.withName(step.name);
  if (step.store !== undefined) how = how.withStoreName(step.store);
  const [stream, otherStream] = [from.is, other.is];
  if (step.kind === 'left') return stream.leftJoin(otherStream, join, windows, how);
  if (step.kind === 'outer') return stream.outerJoin(otherStream, join, windows, how);
  return stream.join(otherStream, join, windows, how);
}

function joinedWith(from: Types, { name, graceMs }: Step): Joined<Value, Value> {
  let how = Joined.with(serdeOf(from.key), serdeOf(from.value));
  if (name !== undefined) how = how.withName(name);
  return graceMs === undefined ? how : how.withGracePeriod(graceMs);
}

/** A join of two tables. */
export function tableJoinStep(from: Handle<'table'>, other: Handle<'table'>, step: Step): Handle {
  const { type, join } = joiner(step.joiner);
  const types: Types = { key: from.key, value: type };
  const name = named(step);
  const store = materializedIfAsked(step, types);
  const how = name === undefined ? ([store] as const) : ([name, store] as const);
  const [table, otherTable] = [from.is, other.is];
  if (step.foreignKey !== undefined) return foreignKeyJoinStep(from, other, step);
  if (step.kind === 'left') return handle('table', table.leftJoin(otherTable, join, ...how), types);
  if (step.kind === 'outer') return handle('table', table.outerJoin(otherTable, join, ...how), types);
  return handle('table', table.join(otherTable, join, ...how), types);
}

function foreignKeyJoinStep(from: Handle<'table'>, other: Handle<'table'>, step: Step): Handle {
  const { type, join } = joiner(step.joiner);
  const types: Types = { key: from.key, value: type };
  const { map } = mapper(step.foreignKey ?? '', from);
  const foreignKey = (value: Value, key: Value) => map(key, value);
  const store = materialized(step, types);
  const how =
    step.name === undefined
      ? ([store] as const)
      : ([TableJoined.as<Value, Value>(step.name), store] as const);
  const [table, otherTable] = [from.is, other.is];
  const joined =
    step.kind === 'left'
      ? table.leftJoin(otherTable, foreignKey, join, ...how)
      : table.join(otherTable, foreignKey, join, ...how);
  return handle('table', joined, types);
}
