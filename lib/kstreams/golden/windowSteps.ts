import { EmitStrategy } from '../dsl/emitStrategy.ts';
import type { KGroupedStream } from '../dsl/kgroupedStream.ts';
import type { KTable } from '../dsl/ktable.ts';
import { SessionWindows } from '../dsl/sessionWindows.ts';
import { SlidingWindows } from '../dsl/slidingWindows.ts';
import { TimeWindows } from '../dsl/timeWindows.ts';
import type { Windowed } from '../state/windowed.ts';
import { aggregator, merger, reducer } from './aggregations.ts';
import { NotSupported, type Step, type ValueType } from './caseFile.ts';
import type { Types, Value } from './functions.ts';
import { expectKind, type Handle, handle, isKind } from './handles.ts';
import { materialized, named, typeOf } from './stepOptions.ts';

type Group = KGroupedStream<Value, Value | null>;

/** Cuts groups into windows; the result's key is of the type that its tables have. */
export function windowedByStep(from: Handle, step: Step): Handle {
  const { value } = from;
  if (step.kind === 'session') {
    const windows = SessionWindows.ofInactivityGapAndGrace(step.gapMs ?? 0, step.graceMs ?? 0);
    const types = { key: { windowed: from.key }, value };
    if (isKind(from, 'cogrouped')) {
      return handle('sessionWindowedCogrouped', from.is.windowedBy(windows), types);
    }
    const { is: group } = expectKind(from, 'groupedStream', 'windowedBy');
    return handle('sessionWindowed', group.windowedBy(windows), types);
  }
  const windows = timeWindows(step);
  const types = { key: { windowed: from.key, sizeMs: step.diffMs ?? step.sizeMs ?? 0 }, value };
  if (isKind(from, 'cogrouped')) {
    return handle('timeWindowedCogrouped', from.is.windowedBy(windows), types);
  }
  const { is: group } = expectKind(from, 'groupedStream', 'windowedBy');
  return handle('timeWindowed', (group as Group).windowedBy(windows as TimeWindows), types);
}

function timeWindows({ kind, sizeMs = 0, advanceMs = 0, diffMs = 0, graceMs = 0 }: Step) {
  switch (kind) {
    case 'tumbling':
      return TimeWindows.ofSizeAndGrace(sizeMs, graceMs);
    case 'hopping':
      return TimeWindows.ofSizeAndGrace(sizeMs, graceMs).advanceBy(advanceMs);
    case 'sliding':
      return SlidingWindows.ofTimeDifferenceAndGrace(diffMs, graceMs);
    default:
      throw new NotSupported(`windows of kind ${kind}`);
  }
}

/** Undefined for a step on groups without windows. */
export function windowedStep(from: Handle, step: Step): Handle | undefined {
  if (isKind(from, 'timeWindowed')) return timeWindowedStep(from, step);
  if (isKind(from, 'sessionWindowed')) return sessionWindowedStep(from, step);
  const initial = () => step.init ?? '';
  const types: Types = { key: from.key, value: typeOf(step.init) };
  const how = options(step, types);
  if (isKind(from, 'timeWindowedCogrouped')) return table(from.is.aggregate(initial, ...how), types);
  if (isKind(from, 'sessionWindowedCogrouped')) {
    return table(from.is.aggregate(initial, merger(step.merger ?? ''), ...how), types);
  }
  return undefined;
}

function timeWindowedStep(from: Handle<'timeWindowed'>, step: Step): Handle {
  const { is: windowed } = from;
  switch (step.op) {
    case 'emitStrategy':
      return handle('timeWindowed', windowed.emitStrategy(strategy(step)), from);
    case 'count':
      return table(windowed.count(...countOptions(step, from)), { key: from.key, value: 'long' });
    case 'reduce':
      return table(windowed.reduce(reducer(step.reducer ?? ''), ...options(step, from)), from);
    default: {
      const types: Types = { key: from.key, value: typeOf(step.init) };
      const fold = aggregator(step.aggregator ?? '');
      return table(
        windowed.aggregate(() => step.init ?? '', fold, ...options(step, types)),
        types,
      );
    }
  }
}

function sessionWindowedStep(from: Handle<'sessionWindowed'>, step: Step): Handle {
  const { is: windowed } = from;
  switch (step.op) {
    case 'emitStrategy':
      return handle('sessionWindowed', windowed.emitStrategy(strategy(step)), from);
    case 'count':
      return table(windowed.count(...countOptions(step, from)), { key: from.key, value: 'long' });
    case 'reduce':
      return table(windowed.reduce(reducer(step.reducer ?? ''), ...options(step, from)), from);
    default: {
      const types: Types = { key: from.key, value: typeOf(step.init) };
      const [initial, fold, merge] = [
        () => step.init ?? '',
        aggregator(step.aggregator ?? ''),
        merger(step.merger ?? ''),
      ];
      return table(windowed.aggregate(initial, fold, merge, ...options(step, types)), types);
    }
  }
}

function strategy({ strategy }: Step): EmitStrategy {
  return strategy === 'onWindowClose' ? EmitStrategy.onWindowClose() : EmitStrategy.onWindowUpdate();
}

function options(step: Step, { key, value }: Types) {
  const name = named(step);
  const kept = materialized(step, { key: unwindowed(key), value });
  const store = step.retentionMs === undefined ? kept : kept.withRetention(step.retentionMs);
  return name === undefined ? ([store] as const) : ([name, store] as const);
}

function countOptions(step: Step, { key }: Types) {
  const given: readonly unknown[] = options(step, { key, value: 'long' });
  return given as Parameters<Handle<'timeWindowed'>['is']['count']>;
}

function unwindowed(type: ValueType): ValueType {
  return typeof type === 'object' ? type.windowed : type;
}

function table(windowed: KTable<Windowed<Value>, Value>, types: Types): Handle {
  return handle('table', windowed as unknown as KTable<Value, Value>, types);
}
