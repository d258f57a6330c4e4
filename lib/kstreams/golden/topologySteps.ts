import type { ProcessorSupplier } from '../processor/processor.ts';
import type { Serde } from '../serdes/serde.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { Stores } from '../state/stores.ts';
import type { Windowed } from '../state/windowed.ts';
import { WindowedSerdes } from '../state/windowedSerdes.ts';
import type { SourceOptions } from '../topology/definition.ts';
import { Topology } from '../topology/topology.ts';
import { NotSupported, type Step, type ValueType, type WindowedType } from './caseFile.ts';
import { timestampExtractor, topicNameExtractor } from './extractors.ts';
import type { Value } from './functions.ts';
import { processor } from './processors.ts';

export function serdeOf(type: ValueType = 'string'): Serde<Value> {
  if (typeof type === 'object') return windowedSerde(type) as Serde<unknown> as Serde<Value>;
  return (type === 'long' ? Serdes.long() : Serdes.string()) as Serde<unknown> as Serde<Value>;
}

function windowedSerde({ windowed, sizeMs }: WindowedType): Serde<Windowed<Value>> {
  const inner = serdeOf(windowed);
  return sizeMs === undefined
    ? WindowedSerdes.sessionWindowedSerdeFrom(inner)
    : WindowedSerdes.timeWindowedSerdeFrom(inner, sizeMs);
}

export function sourceOptions({
  key,
  value,
  timestampExtractor: extractor,
}: Step): SourceOptions<Value, Value> {
  return {
    keySerde: serdeOf(key),
    valueSerde: serdeOf(value),
    timestampExtractor: extractor === undefined ? undefined : timestampExtractor(extractor),
  };
}

/** A pattern of a case is a Java regular expression; those in use mean the same here. */
export function topicsOf({ topic, topics, pattern }: Step): string | readonly string[] | RegExp {
  return pattern === undefined ? (topics ?? topic ?? '') : new RegExp(pattern);
}

export function storeBuilder(step: Step): StoreBuilder {
  const { store = '', kind = 'keyValue', retentionMs = 0, windowSizeMs = 0, retainDuplicates = false } = step;
  const serdes = [serdeOf(step.key), serdeOf(step.value)] as const;
  switch (kind) {
    case 'keyValue':
      return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), ...serdes);
    case 'timestampedKeyValue':
      return Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), ...serdes);
    case 'window': {
      const options = { retentionMs, windowSizeMs, retainDuplicates };
      return Stores.windowStoreBuilder(Stores.inMemoryWindowStore(store, options), ...serdes);
    }
    case 'versioned': {
      const supplier = Stores.persistentVersionedKeyValueStore(store, step.historyRetentionMs ?? 0);
      return Stores.versionedKeyValueStoreBuilder(supplier, ...serdes);
    }
    case 'session':
      return Stores.sessionStoreBuilder(Stores.inMemorySessionStore(store, retentionMs), ...serdes);
    default:
      throw new NotSupported(`addStateStore of kind ${kind}`);
  }
}

export function supplierOf(
  step: Step,
  stores: readonly string[],
): ProcessorSupplier<Value, Value, Value, Value> {
  const { make } = processor(step.processor);
  return { get: () => make(step.args ?? {}, stores) };
}

/** Puts a topology together from steps of the Processor API. */
export function buildTopology(steps: readonly Step[]): Topology {
  const topology = new Topology();
  for (const step of steps) addStep(topology, step);
  return topology;
}

function addStep(topology: Topology, step: Step): void {
  const { name = '', parents = [] } = step;
  switch (step.op) {
    case 'addSource':
      topology.addSource(name, topicsOf(step), sourceOptions(step));
      return;
    case 'addProcessor':
      topology.addProcessor(name, supplierOf(step, step.uses ?? []), ...parents);
      return;
    case 'addStateStore':
      topology.addStateStore(storeBuilder(step), ...(step.processors ?? []));
      return;
    case 'addSink': {
      const topic = step.topicFn === undefined ? (step.topic ?? '') : topicNameExtractor(step.topicFn);
      topology.addSink(
        name,
        topic,
        { keySerde: serdeOf(step.key), valueSerde: serdeOf(step.value) },
        ...parents,
      );
      return;
    }
    case 'addGlobalStore':
      topology.addGlobalStore(
        storeBuilder(step).withLoggingDisabled(),
        step.source ?? '',
        step.topic ?? '',
        sourceOptions(step),
        step.processorName ?? '',
        supplierOf(step, [step.store ?? '']) as ProcessorSupplier<Value, Value, never, never>,
      );
      return;
    default:
      throw new NotSupported(step.op);
  }
}
