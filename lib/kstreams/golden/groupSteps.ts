import type { KGroupedStream } from '../dsl/kgroupedStream.ts';
import type { KTable } from '../dsl/ktable.ts';
import type { Materialized } from '../dsl/materialized.ts';
import { aggregator, reducer } from './aggregations.ts';
import { NotSupported, type Step } from './caseFile.ts';
import type { Types, Value } from './functions.ts';
import { expectKind, type Handle, handle, isKind } from './handles.ts';
import { materialized, named, typeOf } from './stepOptions.ts';
import { windowedByStep, windowedStep } from './windowSteps.ts';

/** Makes several grouped streams into one cogrouped one. */
export function cogroupStep({ streams = [] }: Step, get: (name: string) => Handle): Handle {
  const [first, ...others] = streams.map(({ from, aggregator: spec }) => ({
    group: expectKind(get(from), 'groupedStream', 'cogroup'),
    fold: aggregator(spec),
  }));
  if (first === undefined) throw new NotSupported('cogroup of no streams');
  const cogrouped = first.group.is.cogroup<Value>(first.fold);
  for (const { group, fold } of others) cogrouped.cogroup(group.is, fold);
  return handle('cogrouped', cogrouped, first.group);
}

/** Steps that make a table of groups. */
export function aggregateStep(from: Handle, step: Step): Handle {
  const windowed = windowedStep(from, step);
  if (windowed !== undefined) return windowed;
  switch (step.op) {
    case 'windowedBy':
      return windowedByStep(from, step);
    case 'count':
      return countStep(from, step);
    case 'reduce':
      return reduceStep(from, step);
    case 'aggregate':
      return foldStep(from, step);
    default:
      throw new NotSupported(`${step.op} of a ${from.kind}`);
  }
}

function countStep(from: Handle, step: Step): Handle {
  const types: Types = { key: from.key, value: 'long' };
  const name = named(step);
  const store = materialized(step, types) as Materialized<Value, number> | undefined;
  if (isKind(from, 'groupedStream') || isKind(from, 'groupedTable')) {
    const group = from.is as KGroupedStream<Value, Value | null>;
    const table: unknown = name === undefined ? group.count(store) : group.count(name, store);
    return handle('table', table as KTable<Value, Value>, types);
  }
  throw new NotSupported(`count of a ${from.kind}`);
}

function reduceStep(from: Handle, step: Step): Handle {
  const store = materialized(step, from);
  const name = named(step);
  if (isKind(from, 'groupedStream')) {
    const reduce = reducer(step.reducer ?? '');
    const table = name === undefined ? from.is.reduce(reduce, store) : from.is.reduce(reduce, name, store);
    return handle('table', table, from);
  }
  const { is: group } = expectKind(from, 'groupedTable', 'reduce');
  const [add, subtract] = [reducer(step.adder ?? ''), reducer(step.subtractor ?? '')];
  const table =
    name === undefined ? group.reduce(add, subtract, store) : group.reduce(add, subtract, name, store);
  return handle('table', table, from);
}

function foldStep(from: Handle, step: Step): Handle {
  const initial = () => step.init ?? '';
  const types: Types = { key: from.key, value: typeOf(step.init) };
  const store = materialized(step, types);
  const name = named(step);
  if (isKind(from, 'cogrouped')) {
    const { is: group } = from;
    const table =
      name === undefined ? group.aggregate(initial, store) : group.aggregate(initial, name, store);
    return handle('table', table, types);
  }
  if (isKind(from, 'groupedStream')) {
    const { is: group } = from;
    const fold = aggregator(step.aggregator ?? '');
    const table =
      name === undefined
        ? group.aggregate(initial, fold, store)
        : group.aggregate(initial, fold, name, store);
    return handle('table', table, types);
  }
  const { is: group } = expectKind(from, 'groupedTable', 'aggregate');
  const [add, subtract] = [aggregator(step.adder ?? ''), aggregator(step.subtractor ?? '')];
  const table =
    name === undefined
      ? group.aggregate(initial, add, subtract, store)
      : group.aggregate(initial, add, subtract, name, store);
  return handle('table', table, types);
}
