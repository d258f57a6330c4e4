import { Branched } from '../dsl/branched.ts';
import { Produced } from '../dsl/produced.ts';
import { Repartitioned } from '../dsl/repartitioned.ts';
import { NotSupported, type Step } from './caseFile.ts';
import { topicNameExtractor } from './extractors.ts';
import { listMapper, mapper, type Types, type Value } from './functions.ts';
import { expectKind, type Handle, handle } from './handles.ts';
import { streamJoinStep } from './joinSteps.ts';
import { predicate } from './predicates.ts';
import { fixedKeyProcessor, processor } from './processors.ts';
import { grouped, materialized, named } from './stepOptions.ts';
import type { Effect } from './streamSteps.ts';
import { serdeOf, supplierOf } from './topologySteps.ts';

type Stream = Handle<'stream'>;

/** Steps on a stream; undefined for those without a result. */
export function streamStep(
  from: Stream,
  step: Step,
  get: (name?: string) => Handle,
  effect: Effect,
): Handle | undefined {
  const { is: stream } = from;
  switch (step.op) {
    case 'mapValues': {
      const { type, map } = mapper(step.fn ?? 'value', from);
      return result(
        stream.mapValues((value, key) => map(key, value), named(step)),
        from,
        { value: type },
      );
    }
    case 'map':
      return mapStep(from, step);
    case 'flatMap':
      return flatMapStep(from, step);
    case 'flatMapValues': {
      const each = listMapper(step.each ?? '');
      return result(
        stream.flatMapValues((value) => each(value), named(step)),
        from,
      );
    }
    case 'filter':
      return result(stream.filter(predicate(step.pred ?? 'true'), named(step)), from);
    case 'filterNot':
      return result(stream.filterNot(predicate(step.pred ?? 'true'), named(step)), from);
    case 'selectKey': {
      const { type, map } = mapper(step.fn ?? 'key', from);
      return result(stream.selectKey(map, named(step)), from, { key: type });
    }
    case 'peek':
      return result(
        stream.peek((key, value) => effect(step.effect ?? '', key, value), named(step)),
        from,
      );
    case 'foreach':
      stream.foreach((key, value) => effect(step.effect ?? '', key, value), named(step));
      return undefined;
    case 'merge':
      return result(stream.merge(expectKind(get(step.with), 'stream', 'merge').is, named(step)), from);
    case 'join':
      return streamJoinStep(from, get(step.with), step);
    case 'process':
    case 'processValues':
      return processStep(from, step);
    case 'to':
      toStep(from, step);
      return undefined;
    default:
      return regroupingStep(from, step);
  }
}

/** Steps after which equal keys share a partition. */
function regroupingStep(from: Stream, step: Step): Handle {
  const { is: stream } = from;
  switch (step.op) {
    case 'repartition':
      return result(stream.repartition(repartitioned(step, from)) as Stream['is'], from);
    case 'groupByKey':
      return handle('groupedStream', stream.groupByKey(grouped(step, from)), from);
    case 'groupBy': {
      const { type, map } = mapper(step.fn ?? 'key', from);
      const types = { key: type, value: from.value };
      return handle('groupedStream', stream.groupBy(map, grouped(step, types)), types);
    }
    case 'toTable': {
      const store = materialized(step, from);
      const name = named(step);
      const table = name === undefined ? stream.toTable(store) : stream.toTable(name, store);
      return handle('table', table, from);
    }
    default:
      throw new NotSupported(`${step.op} of a stream`);
  }
}

function mapStep(from: Stream, step: Step): Handle {
  const keys = mapper(step.keyFn ?? 'key', from);
  const values = mapper(step.valueFn ?? 'value', from);
  const mapped = from.is.map(
    (key, value) => ({ key: keys.map(key, value), value: values.map(key, value) }),
    named(step),
  );
  return result(mapped, from, { key: keys.type, value: values.type });
}

function flatMapStep(from: Stream, step: Step): Handle {
  const each = listMapper(step.each ?? '');
  const keys = mapper(step.keyFn ?? 'key', from);
  const values = mapper(step.valueFn ?? 'value', from);
  const mapped = from.is.flatMap(
    (key, value) =>
      each(value).map((element) => ({ key: keys.map(key, element), value: values.map(key, element) })),
    named(step),
  );
  return result(mapped, from, { key: keys.type, value: values.type });
}

function processStep(from: Stream, step: Step): Handle {
  const { is: stream } = from;
  const { stores = [] } = step;
  const name = named(step);
  if (step.op === 'processValues') {
    const make = fixedKeyProcessor(step.processor);
    const supplier = { get: () => make(stores) };
    const processed =
      name === undefined
        ? stream.processValues(supplier, ...stores)
        : stream.processValues(supplier, name, ...stores);
    return result(processed, from);
  }
  const supplier = supplierOf(step, stores);
  const processed =
    name === undefined ? stream.process(supplier, ...stores) : stream.process(supplier, name, ...stores);
  return result(processed, from, { value: processor(step.processor).valueType ?? from.value });
}

function toStep({ is: stream, key, value }: Stream, step: Step): void {
  const { topic = '', topicFn, name } = step;
  const produced = Produced.with(serdeOf(key), serdeOf(value));
  stream.to(
    topicFn === undefined ? topic : topicNameExtractor(topicFn),
    name === undefined ? produced : produced.withName(name),
  );
}

function repartitioned({ name, partitions }: Step, { key, value }: Types): Repartitioned<Value, Value> {
  let options = Repartitioned.with(serdeOf(key), serdeOf(value));
  if (name !== undefined) options = options.withName(name);
  return partitions === undefined ? options : options.withNumberOfPartitions(partitions);
}

/** The branches by their names. */
export function splitStep(given: Handle, step: Step): Map<string, Handle> {
  const from = expectKind(given, 'stream', 'split');
  const split = from.is.split(named(step));
  for (const { pred, name } of step.branches ?? []) {
    split.branch(predicate(pred), name === undefined ? undefined : Branched.as(name));
  }
  const branches = splitDefault(split, step.default);
  return new Map([...branches].map(([name, stream]) => [name, result(stream, from)]));
}

function splitDefault(
  split: ReturnType<Stream['is']['split']>,
  name: string | true | undefined,
): ReadonlyMap<string, Stream['is']> {
  if (name === undefined) return split.noDefaultBranch();
  return split.defaultBranch(name === true ? undefined : Branched.as(name));
}

function result(stream: Stream['is'], { key, value }: Types, changed: Partial<Types> = {}): Stream {
  return handle('stream', stream, { key, value, ...changed });
}
