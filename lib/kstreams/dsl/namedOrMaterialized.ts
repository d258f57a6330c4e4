import type { Materialized } from './materialized.ts';
import { Named } from './named.ts';

/** The last arguments of methods that make a table: a name, a materialisation, both in this order, or neither. */
export type NamedOrMaterialized<K, V> = [
  either?: Named | Materialized<K, V> | undefined,
  materialized?: Materialized<K, V> | undefined,
];

export function namedAndMaterialized<K, V>([first, second]: NamedOrMaterialized<K, V>): [
  named: Named | undefined,
  materialized: Materialized<K, V> | undefined,
] {
  return first instanceof Named || first === undefined ? [first, second] : [undefined, first];
}
