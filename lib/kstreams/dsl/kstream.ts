import { filter } from '../operators/filter.ts';
import { flatMap } from '../operators/flatMap.ts';
import { flatMapValues } from '../operators/flatMapValues.ts';
import { foreach } from '../operators/foreach.ts';
import { map } from '../operators/map.ts';
import { mapValues } from '../operators/mapValues.ts';
import { passThrough } from '../operators/passThrough.ts';
import { peek } from '../operators/peek.ts';
import { print } from '../operators/print.ts';
import { processValues } from '../operators/processValues.ts';
import { selectKey } from '../operators/selectKey.ts';
import type { FixedKeyProcessorSupplier, ProcessorSupplier } from '../processor/processor.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import type { TopicNameExtractor } from '../topology/partitioner.ts';
import { BranchedKStream } from './branchedKStream.ts';
import type { ProcessorOptions } from './dslBuilder.ts';
import type {
  ForeachAction,
  KeyValueMapper,
  Predicate,
  ValueJoinerWithKey,
  ValueMapper,
} from './functions.ts';
import type { GlobalKTable } from './globalKTable.ts';
import { Grouped } from './grouped.ts';
import { GroupedSource } from './groupedSource.ts';
import type { Joined } from './joined.ts';
import type { JoinWindows } from './joinWindows.ts';
import { KGroupedStream } from './kgroupedStream.ts';
import type { KTable } from './ktable.ts';
import { Named } from './named.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import type { StreamParts } from './parts.ts';
import type { Printed } from './printed.ts';
import { Produced } from './produced.ts';
import { repartition } from './repartition.ts';
import { Repartitioned } from './repartitioned.ts';
import { sinkTopic } from './sinkTopic.ts';
import type { StreamJoined } from './streamJoined.ts';
import { joinWith } from './streamJoins.ts';
import { streamToTable } from './streamToTable.ts';

/**
 * A stream of records, one after the other. `K` and `V` include null as long as records may come without a key or
 * value; a filter that rules null out also takes it out of the type. Operators answer new streams.
 */
export class KStream<K, V> {
  /** @internal for the other classes of the DSL */
  readonly parts: StreamParts<NonNullable<K>, NonNullable<V>>;

  /** @internal streams come from a StreamsBuilder */
  constructor(parts: StreamParts<NonNullable<K>, NonNullable<V>>) {
    this.parts = parts;
  }

  /** The records for which the predicate holds. */
  filter<VR extends V>(predicate: (key: K, value: V) => value is VR, named?: Named): KStream<K, VR>;
  filter<KR extends K>(predicate: (key: K, value: V) => key is KR, named?: Named): KStream<KR, V>;
  filter(predicate: Predicate<K, V>, named?: Named): KStream<K, V>;
  filter(predicate: Predicate<K, V>, named?: Named): unknown {
    return this.#derive('KSTREAM-FILTER-', named, filter(predicate), {});
  }

  /** The records for which the predicate does not hold. */
  filterNot<VR extends V>(
    predicate: (key: K, value: V) => value is VR,
    named?: Named,
  ): KStream<K, Exclude<V, VR>>;
  filterNot(predicate: Predicate<K, V>, named?: Named): KStream<K, V>;
  filterNot(predicate: Predicate<K, V>, named?: Named): unknown {
    return this.#derive('KSTREAM-FILTER-', named, filter(predicate, false), {});
  }

  /** Another key for each record. What groups or joins by key later is repartitioned first. */
  selectKey<KR>(mapper: KeyValueMapper<K, V, KR>, named?: Named): KStream<KR, V> {
    return this.#derive('KSTREAM-KEY-SELECT-', named, selectKey(mapper), { newKey: true });
  }

  /** Another key and value for each record. */
  map<KR, VR>(mapper: KeyValueMapper<K, V, KeyValue<KR, VR>>, named?: Named): KStream<KR, VR> {
    return this.#derive('KSTREAM-MAP-', named, map(mapper), { newKey: true, newValue: true });
  }

  /** Another value for each record. Keeps the key, so prefer it to `map` where it will do. */
  mapValues<VR>(mapper: ValueMapper<K, V, VR>, named?: Named): KStream<K, VR> {
    return this.#derive('KSTREAM-MAPVALUES-', named, mapValues(mapper), { newValue: true });
  }

  /** Any number of records for each. */
  flatMap<KR, VR>(mapper: KeyValueMapper<K, V, Iterable<KeyValue<KR, VR>>>, named?: Named): KStream<KR, VR> {
    return this.#derive('KSTREAM-FLATMAP-', named, flatMap(mapper), { newKey: true, newValue: true });
  }

  /** Any number of values for each record, each with the record's key. */
  flatMapValues<VR>(mapper: ValueMapper<K, V, Iterable<VR>>, named?: Named): KStream<K, VR> {
    return this.#derive('KSTREAM-FLATMAPVALUES-', named, flatMapValues(mapper), { newValue: true });
  }

  /** Does something with each record on its way. */
  peek(action: ForeachAction<K, V>, named?: Named): KStream<K, V> {
    return this.#derive('KSTREAM-PEEK-', named, peek(action), {});
  }

  /** Does something with each record, and ends there. */
  foreach(action: ForeachAction<K, V>, named?: Named): void {
    this.#derive('KSTREAM-FOREACH-', named, foreach(action), {});
  }

  /** Prints each record, and ends there. */
  print(printed: Printed<K, V>): void {
    const { named, label = this.parts.node.name, format, write } = printed.options;
    this.#derive('KSTREAM-PRINTER-', named, print(label, format, write), {});
  }

  /** Distributes the records over branches: each goes to the first whose predicate holds. */
  split(named?: Named): BranchedKStream<K, V> {
    return new BranchedKStream(this, named);
  }

  /** The records of both streams as they come, in no order between the two. */
  merge<KO, VO>(other: KStream<KO, VO>, named?: Named): KStream<K | KO, V | VO> {
    const { builder, node, sources, repartitionRequired } = this.parts;
    const name = builder.names.orGenerate(named, 'KSTREAM-MERGE-');
    const parents = [node, other.parts.node];
    const merged = builder.addProcessor(name, passThrough<K | KO, V | VO>(), parents, { role: 'merge' });
    return new KStream({
      builder,
      node: merged,
      keySerde: undefined,
      valueSerde: undefined,
      sources: new Set([...sources, ...other.parts.sources]),
      repartitionRequired: repartitionRequired || other.parts.repartitionRequired,
    });
  }

  /** Writes the stream to a topic of the library's own and reads it back, so that equal keys share a partition. */
  repartition(
    repartitioned: Repartitioned<NonNullable<K>, NonNullable<V>> = Repartitioned.with(),
  ): KStream<NonNullable<K>, V> {
    return new KStream<NonNullable<K>, V>(repartition(this.parts, repartitioned));
  }

  /** Writes the stream to a topic, or to the one that is chosen for each record; the topics must exist. */
  to(
    topic: string | TopicNameExtractor<K, V> | TopicNameExtractor<K, V>['extract'],
    produced: Produced<NonNullable<K>, NonNullable<V>> = Produced.with(),
  ): void {
    const { builder, node, keySerde, valueSerde } = this.parts;
    const name = builder.names.orGenerate(produced.named, 'KSTREAM-SINK-');
    const options = {
      keySerde: produced.options.keySerde ?? keySerde,
      valueSerde: produced.options.valueSerde ?? valueSerde,
      partitioner: produced.options.partitioner,
    };
    builder.graph.add({ kind: 'sink', name, topic: sinkTopic(topic), options }, node);
  }

  /** Reads the stream as updates of a table: each record replaces the row of its key. Records without a key are dropped. */
  toTable(
    ...how: NamedOrMaterialized<NonNullable<K>, NonNullable<V>>
  ): KTable<NonNullable<K>, NonNullable<V>> {
    return streamToTable(this.parts, ...namedAndMaterialized(how));
  }

  /** Groups by a new key. Null drops the record. */
  groupBy<KR>(
    mapper: KeyValueMapper<K, V, KR>,
    grouped: Grouped<NonNullable<KR>, NonNullable<V>> = Grouped.with(undefined, this.parts.valueSerde),
  ): KGroupedStream<NonNullable<KR>, V> {
    const keyed = this.#derive<KR, V>('KSTREAM-KEY-SELECT-', grouped.options.named, selectKey(mapper), {
      newKey: true,
    });
    return keyed.groupByKey(grouped);
  }

  /** Groups by the key as it is. */
  groupByKey(
    grouped: Grouped<NonNullable<K>, NonNullable<V>> = Grouped.with(
      this.parts.keySerde,
      this.parts.valueSerde,
    ),
  ): KGroupedStream<NonNullable<K>, V> {
    return new KGroupedStream<NonNullable<K>, V>(new GroupedSource(this.parts, grouped));
  }

  /** Joins each record with those of another stream that have its key and are near it in time. */
  join<VO, VR>(
    other: KStream<NonNullable<K> | null, VO>,
    joiner: ValueJoinerWithKey<NonNullable<K>, NonNullable<V>, NonNullable<VO>, VR>,
    windows: JoinWindows,
    joined?: StreamJoined<NonNullable<K>, NonNullable<V>, NonNullable<VO>>,
  ): KStream<NonNullable<K>, VR>;
  /** Joins each record with the row of its key. */
  join<VT, VR>(
    table: KTable<NonNullable<K>, VT>,
    joiner: ValueJoinerWithKey<NonNullable<K>, NonNullable<V>, VT, VR>,
    joined?: Joined<NonNullable<K>, NonNullable<V>>,
  ): KStream<NonNullable<K>, VR>;
  /** Joins each record with the row whose key is made of it. */
  join<KG, VG, VR>(
    table: GlobalKTable<KG, VG>,
    rowKey: KeyValueMapper<K, V, KG | null>,
    joiner: ValueJoinerWithKey<K, NonNullable<V>, VG, VR>,
    named?: Named,
  ): KStream<K, VR>;
  join(...given: readonly unknown[]): unknown {
    return joinWith('inner', this.#asUnknown(), given);
  }

  /** Like `join`, but a record that finds none comes out too, with null, when its window and grace have passed. */
  leftJoin<VO, VR>(
    other: KStream<NonNullable<K> | null, VO>,
    joiner: ValueJoinerWithKey<K, NonNullable<V>, NonNullable<VO> | null, VR>,
    windows: JoinWindows,
    joined?: StreamJoined<NonNullable<K>, NonNullable<V>, NonNullable<VO>>,
  ): KStream<K, VR>;
  /** Like `join`, but a record that has no row comes out too, with null. */
  leftJoin<VT, VR>(
    table: KTable<NonNullable<K>, VT>,
    joiner: ValueJoinerWithKey<K, NonNullable<V>, VT | null, VR>,
    joined?: Joined<NonNullable<K>, NonNullable<V>>,
  ): KStream<K, VR>;
  leftJoin<KG, VG, VR>(
    table: GlobalKTable<KG, VG>,
    rowKey: KeyValueMapper<K, V, KG | null>,
    joiner: ValueJoinerWithKey<K, NonNullable<V>, VG | null, VR>,
    named?: Named,
  ): KStream<K, VR>;
  leftJoin(...given: readonly unknown[]): unknown {
    return joinWith('left', this.#asUnknown(), given);
  }

  /** Like `join`, but records of both sides that find none come out too, with null for the other. */
  outerJoin<VO, VR>(
    other: KStream<NonNullable<K> | null, VO>,
    joiner: ValueJoinerWithKey<K | null, NonNullable<V> | null, NonNullable<VO> | null, VR>,
    windows: JoinWindows,
    joined?: StreamJoined<NonNullable<K>, NonNullable<V>, NonNullable<VO>>,
  ): KStream<K | null, VR>;
  outerJoin(...given: readonly unknown[]): unknown {
    return joinWith('outer', this.#asUnknown(), given);
  }

  /** Passes each record to a processor, with the stores named; anything may come out, so the key counts as changed. */
  process<KR, VR>(
    supplier: ProcessorSupplier<K, V, KR, VR>,
    ...storeNames: readonly string[]
  ): KStream<KR | null, VR | null>;
  process<KR, VR>(
    supplier: ProcessorSupplier<K, V, KR, VR>,
    named: Named,
    ...storeNames: readonly string[]
  ): KStream<KR | null, VR | null>;
  process<KR, VR>(
    supplier: ProcessorSupplier<K, V, KR, VR>,
    ...rest: readonly (Named | string)[]
  ): KStream<KR | null, VR | null> {
    return this.#process<KR | null, VR | null>('KSTREAM-PROCESSOR-', supplier, rest, {
      newKey: true,
      newValue: true,
    });
  }

  /** Passes each record to a processor that leaves the key as it is. */
  processValues<VR>(
    supplier: FixedKeyProcessorSupplier<K, V, VR>,
    ...storeNames: readonly string[]
  ): KStream<K, VR | null>;
  processValues<VR>(
    supplier: FixedKeyProcessorSupplier<K, V, VR>,
    named: Named,
    ...storeNames: readonly string[]
  ): KStream<K, VR | null>;
  processValues<VR>(
    supplier: FixedKeyProcessorSupplier<K, V, VR>,
    ...rest: readonly (Named | string)[]
  ): KStream<K, VR | null> {
    return this.#process<K, VR | null>('KSTREAM-PROCESSVALUES-', processValues(supplier), rest, {
      newValue: true,
    });
  }

  /** For what asks its types itself. */
  #asUnknown(): StreamParts<NonNullable<unknown>, NonNullable<unknown>> {
    return this.parts as unknown as StreamParts<NonNullable<unknown>, NonNullable<unknown>>;
  }

  #process<KR, VR>(
    prefix: string,
    supplier: ProcessorSupplier<K, V, KR, VR>,
    rest: readonly (Named | string)[],
    change: Change,
  ): KStream<KR, VR> {
    const named = rest.find((item) => item instanceof Named);
    const storeNames = rest.filter((item) => typeof item === 'string');
    // Unlike elsewhere a name of the user's own uses up no number. And as in Java 4.1 the optimiser does not know
    // what a processor changes: a repartition topic may move above it, with the serdes of what comes out of it.
    const name = named ?? Named.as(this.parts.builder.names.generate(prefix));
    return this.#add(name.name, supplier, { ...change, storeNames, role: 'other' });
  }

  #derive<KR, VR>(
    prefix: string,
    named: Named | undefined,
    supplier: ProcessorSupplier<K, V, KR, VR>,
    change: Change,
  ): KStream<KR, VR> {
    return this.#add(this.parts.builder.names.orGenerate(named, prefix), supplier, change);
  }

  #add<KR, VR>(name: string, supplier: ProcessorSupplier<K, V, KR, VR>, change: Change): KStream<KR, VR> {
    const { builder, node, sources, keySerde, valueSerde, repartitionRequired } = this.parts;
    const { newKey = false, newValue = false, storeNames } = change;
    const role = change.role ?? (newKey ? 'keyChanging' : newValue ? 'valueChanging' : 'other');
    // Serdes are kept only where the types are.
    const serdes = {
      keySerde: newKey ? undefined : keySerde,
      valueSerde: newValue ? undefined : valueSerde,
    } as Pick<StreamParts<NonNullable<KR>, NonNullable<VR>>, 'keySerde' | 'valueSerde'>;
    return new KStream({
      builder,
      node: builder.addProcessor(name, supplier, [node], { role, storeNames }),
      ...serdes,
      sources,
      repartitionRequired: repartitionRequired || newKey,
    });
  }
}

/** What an operator may change, and so what cannot be taken over. */
interface Change extends Pick<ProcessorOptions, 'role' | 'storeNames'> {
  readonly newKey?: boolean;
  readonly newValue?: boolean;
}
