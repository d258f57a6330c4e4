import { BufferConfig } from '../dsl/bufferConfig.ts';
import { Suppressed } from '../dsl/suppressed.ts';
import { NotSupported, type Step } from './caseFile.ts';
import { mapper, type Value } from './functions.ts';
import { expectKind, type Handle, handle } from './handles.ts';
import { tableJoinStep } from './joinSteps.ts';
import { predicate } from './predicates.ts';
import { grouped, materializedIfAsked, named } from './stepOptions.ts';

/** Steps on a table. */
export function tableStep(from: Handle<'table'>, step: Step, get: (name?: string) => Handle): Handle {
  const { is: table, key } = from;
  switch (step.op) {
    case 'filter':
    case 'filterNot': {
      const keep = predicate(step.pred ?? 'true');
      const [first, second] = tableOptions(step, from);
      const filtered =
        step.op === 'filter' ? table.filter(keep, first, second) : table.filterNot(keep, first, second);
      return handle('table', filtered, from);
    }
    case 'mapValues': {
      const { type, map } = mapper(step.fn ?? 'value', from);
      const types = { key, value: type };
      const mapped = table.mapValues((value, key) => map(key, value), ...tableOptions(step, types));
      return handle('table', mapped, types);
    }
    case 'toStream':
      return toStreamStep(from, step);
    case 'groupBy':
      return groupByStep(from, step);
    case 'join':
      return tableJoinStep(from, expectKind(get(step.with), 'table', 'join'), step);
    case 'suppress':
      return handle('table', table.suppress(suppressed(step)), from);
    default:
      throw new NotSupported(`${step.op} of a table`);
  }
}

/** Name and store as the arguments they are: either may be absent. */
function tableOptions(step: Step, types: Parameters<typeof materializedIfAsked>[1]) {
  const name = named(step);
  const store = materializedIfAsked(step, types);
  return name === undefined ? ([store, undefined] as const) : ([name, store] as const);
}

function toStreamStep(from: Handle<'table'>, step: Step): Handle {
  if (step.keyFn === undefined)
    return handle('stream', from.is.toStream(named(step)) as Handle<'stream'>['is'], from);
  const { type, map } = mapper(step.keyFn, from);
  return handle('stream', from.is.toStream<Value | null>(map, named(step)), { key: type, value: from.value });
}

function suppressed({ until, waitMs = 0, maxRecords, onFull, name }: Step): Suppressed<Value> {
  const strict = BufferConfig.unbounded();
  const bounded = maxRecords === undefined ? strict : strict.withMaxRecords(maxRecords);
  const buffer = onFull === 'emitEarly' ? bounded.emitEarlyWhenFull() : bounded;
  const result =
    until === 'windowCloses'
      ? (Suppressed.untilWindowCloses(bounded) as Suppressed<unknown> as Suppressed<Value>)
      : Suppressed.untilTimeLimit<Value>(waitMs, buffer);
  return name === undefined ? result : result.withName(name);
}

function groupByStep(from: Handle<'table'>, step: Step): Handle {
  const keys = mapper(step.keyFn ?? 'key', from);
  const values = mapper(step.valueFn ?? 'value', from);
  const types = { key: keys.type, value: values.type };
  const groupedTable = from.is.groupBy(
    (key, value) => ({ key: keys.map(key, value), value: values.map(key, value) }),
    grouped(step, types),
  );
  return handle('groupedTable', groupedTable, types);
}
