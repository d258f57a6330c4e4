import type { Materialized } from './materialized.ts';
import { Named } from './named.ts';

/** Tells apart the arguments of methods that take a name, a materialisation, both or neither. */
export function namedAndMaterialized<K, V>(
  first: Named | Materialized<K, V> | undefined,
  second: Materialized<K, V> | undefined,
): [named: Named | undefined, materialized: Materialized<K, V> | undefined] {
  return first instanceof Named ? [first, second] : [undefined, first];
}
