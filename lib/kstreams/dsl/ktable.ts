import { tableFilter } from '../operators/tableFilter.ts';
import { tableMapValues } from '../operators/tableMapValues.ts';
import type { TableOperator } from '../operators/tableOperator.ts';
import { tableRegroup } from '../operators/tableRegroup.ts';
import { tableToStream } from '../operators/tableToStream.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import type { KeyValueMapper, Predicate, ValueJoiner, ValueMapper } from './functions.ts';
import { Grouped } from './grouped.ts';
import { KGroupedTable } from './kgroupedTable.ts';
import { KStream } from './kstream.ts';
import type { Materialized } from './materialized.ts';
import { Named } from './named.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import type { TableParts } from './parts.ts';
import type { Suppressed } from './suppressed.ts';
import { suppressTable } from './suppressTable.ts';
import { type ForeignKey, type JoinedOrMaterialized, joinTableWith } from './tableJoins.ts';
import { tableStore } from './tableStore.ts';

/**
 * A table: for each key the latest value, as updates keep it. A key without a value is not in the table, so neither
 * `K` nor `V` includes null. A table has a store when it is materialised or when a later step needs one.
 */
export class KTable<K, V> {
  /** @internal for the other classes of the DSL */
  readonly parts: TableParts<K, V>;

  /** @internal tables come from a StreamsBuilder, a stream or an aggregation */
  constructor(parts: TableParts<K, V>) {
    this.parts = parts;
  }

  /** The name of the table's store, if it was given one: it can then be queried. */
  queryableStoreName(): string | undefined {
    return this.parts.queryableStoreName;
  }

  /** The rows for which the predicate holds. */
  filter(predicate: Predicate<K, V>, ...how: NamedOrMaterialized<K, V>): KTable<K, V> {
    return this.#filter(predicate, true, how);
  }

  /** The rows for which the predicate does not hold. */
  filterNot(predicate: Predicate<K, V>, ...how: NamedOrMaterialized<K, V>): KTable<K, V> {
    return this.#filter(predicate, false, how);
  }

  /** The rows with another value; null leaves the row out. */
  mapValues<VR>(
    mapper: ValueMapper<K, V, VR>,
    ...how: NamedOrMaterialized<K, NonNullable<VR>>
  ): KTable<K, NonNullable<VR>> {
    const prefix = 'KTABLE-MAPVALUES-';
    const [named, materialized] = namedAndMaterialized(how);
    const row = (value: V, key: K) => mapper(value, key) ?? null;
    return this.#derive<NonNullable<VR>>(prefix, named, materialized, undefined, (...store) =>
      tableMapValues(this.parts.operator, row, ...store),
    );
  }

  /** The updates as a stream, with another key for each record; a deletion is a record with the value null. */
  toStream<KR>(mapper: KeyValueMapper<K, V | null, KR>, named?: Named): KStream<KR, V | null>;
  /** The updates as a stream; a deletion is a record with the value null. */
  toStream(named?: Named): KStream<K, V | null>;
  toStream<KR>(
    first?: Named | KeyValueMapper<K, V | null, KR>,
    second?: Named,
  ): KStream<K, V | null> | KStream<KR, V | null> {
    if (first !== undefined && !(first instanceof Named)) return this.toStream(second).selectKey(first);
    const { builder, node, keySerde, valueSerde, sources } = this.parts;
    const name = builder.names.orGenerate(first, 'KTABLE-TOSTREAM-');
    return new KStream<K, V | null>({
      builder,
      node: builder.addProcessor(name, tableToStream<K, V>(), [node]),
      keySerde: keySerde as never,
      valueSerde: valueSerde as never,
      sources,
      repartitionRequired: false,
    });
  }

  /** The rows of both tables with equal keys; the joiner answers null to leave one out. */
  join<VO, VR>(
    other: KTable<K, VO>,
    joiner: ValueJoiner<V, VO, VR>,
    ...how: NamedOrMaterialized<K, NonNullable<VR>>
  ): KTable<K, NonNullable<VR>>;
  /** The rows with those of another table whose keys they name; a null foreign key names none. */
  join<KO, VO, VR>(
    other: KTable<KO, VO>,
    foreignKey: ForeignKey<K, V, KO>,
    joiner: ValueJoiner<V, VO, VR>,
    ...how: JoinedOrMaterialized<K, KO, NonNullable<VR>>
  ): KTable<K, NonNullable<VR>>;
  join(...given: readonly unknown[]): unknown {
    return joinTableWith('inner', this, given);
  }

  /** All rows of this table, with the other's row of the same key or null. */
  leftJoin<VO, VR>(
    other: KTable<K, VO>,
    joiner: ValueJoiner<V, VO | null, VR>,
    ...how: NamedOrMaterialized<K, NonNullable<VR>>
  ): KTable<K, NonNullable<VR>>;
  /** All rows of this table, with the other's row whose key they name or null. */
  leftJoin<KO, VO, VR>(
    other: KTable<KO, VO>,
    foreignKey: ForeignKey<K, V, KO>,
    joiner: ValueJoiner<V, VO | null, VR>,
    ...how: JoinedOrMaterialized<K, KO, NonNullable<VR>>
  ): KTable<K, NonNullable<VR>>;
  leftJoin(...given: readonly unknown[]): unknown {
    return joinTableWith('left', this, given);
  }

  /** All rows of both tables, with null where a table has no row of the key. */
  outerJoin<VO, VR>(
    other: KTable<K, VO>,
    joiner: ValueJoiner<V | null, VO | null, VR>,
    ...how: NamedOrMaterialized<K, NonNullable<VR>>
  ): KTable<K, NonNullable<VR>>;
  outerJoin(...given: readonly unknown[]): unknown {
    return joinTableWith('outer', this, given);
  }

  /** The same rows, of which those downstream hear later and less often. */
  suppress(suppressed: Suppressed<K>): KTable<K, V> {
    return suppressTable(this.parts, suppressed);
  }

  /** Groups the rows by a new key. A row for which key or value is null is in no group. */
  groupBy<KR, VR>(
    selector: KeyValueMapper<K, V, KeyValue<KR, VR>>,
    grouped: Grouped<NonNullable<KR>, NonNullable<VR>> = Grouped.with(),
  ): KGroupedTable<NonNullable<KR>, NonNullable<VR>> {
    const { builder, node, operator } = this.parts;
    const name = builder.names.orGenerate(grouped.options.named, 'KTABLE-SELECT-');
    const regrouped = builder.addProcessor(name, tableRegroup(selector), [node]);
    operator.enableSendingOldValues(true);
    return new KGroupedTable(builder, regrouped, grouped);
  }

  #filter(predicate: Predicate<K, V>, keep: boolean, how: NamedOrMaterialized<K, V>): KTable<K, V> {
    const { operator, valueSerde } = this.parts;
    const [named, materialized] = namedAndMaterialized(how);
    return this.#derive('KTABLE-FILTER-', named, materialized, valueSerde, (...store) =>
      tableFilter(operator, predicate, keep, ...store),
    );
  }

  #derive<VR>(
    prefix: string,
    named: Named | undefined,
    materialized: Materialized<K, VR> | undefined,
    valueSerde: TableParts<K, VR>['valueSerde'],
    makeOperator: (
      storeName: string | undefined,
      historyRetentionMs: number | undefined,
    ) => TableOperator<never, never, K, VR>,
  ): KTable<K, VR> {
    const { builder, sources, keySerde } = this.parts;
    // A materialisation without a name makes no store, but uses up its number.
    if (materialized && materialized.options.storeName === undefined) builder.names.generateStore(prefix);
    const name = builder.names.orGenerate(named, prefix);
    const store = tableStore(materialized, name, { keySerde, valueSerde });
    const operator = makeOperator(store.queryableName, store.historyRetentionMs);
    const node = builder.addProcessor(name, operator, [this.parts.node], {
      store: () => (store.queryableName === undefined ? undefined : store.builder()),
    });
    const serdes = { keySerde: store.keySerde, valueSerde: store.valueSerde };
    return new KTable({
      builder,
      node,
      ...serdes,
      sources,
      operator,
      queryableStoreName: store.queryableName,
    });
  }
}
