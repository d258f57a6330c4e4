import { joinByForeignKey } from './foreignKeyJoin.ts';
import type { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import type { NamedOrMaterialized } from './namedOrMaterialized.ts';
import { joinTables } from './tableJoin.ts';
import { TableJoined } from './tableJoined.ts';

/** The key of the other table's row that a row names. */
export type ForeignKey<K, V, KO> = (value: V, key: K) => KO | null;

/** The last arguments of a foreign-key join: how it is joined, how it is kept, both in this order, or neither. */
export type JoinedOrMaterialized<K, KO, VR> = [
  either?: TableJoined<K, KO> | Materialized<K, VR> | undefined,
  materialized?: Materialized<K, VR> | undefined,
];

/** Anything but null. */
type Any = NonNullable<unknown>;
type Joiner = (left: unknown, right: unknown) => Any | null | undefined;

/** The join that the arguments ask for, by key or by foreign key; their types were checked where they were given. */
export function joinTableWith(
  kind: 'inner' | 'left' | 'outer',
  table: unknown,
  [other, second, third, ...rest]: readonly unknown[],
): unknown {
  const [{ parts: left }, { parts: right }] = [table as KTable<Any, Any>, other as KTable<Any, Any>];
  if (typeof third !== 'function') {
    const how = [third, rest[0]] as NamedOrMaterialized<Any, Any>;
    return joinTables(kind, left, right, orNull(second as Joiner), how);
  }
  const foreignKey = second as ForeignKey<Any, Any, Any>;
  const joiner = orNull(third as Joiner);
  return joinByForeignKey({
    ...{ isLeftJoin: kind === 'left', left, right, joiner },
    foreignKeyOf: (key: Any, value: Any) => foreignKey(value, key) ?? null,
    joined: rest.find((item) => item instanceof TableJoined),
    materialized: rest.find((item) => item instanceof Materialized),
  });
}

/** A result of undefined counts as null. */
function orNull(joiner: Joiner): (left: unknown, right: unknown) => Any | null {
  return (left, right) => joiner(left, right) ?? null;
}
