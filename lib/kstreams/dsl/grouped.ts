import type { Serde } from '../serdes/serde.ts';
import { Named } from './named.ts';

interface GroupedOptions<K, V> {
  readonly named?: Named | undefined;
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
}

/** How records go to their groups: serdes, and the name of the repartition topic if one is needed. */
export class Grouped<K, V> {
  readonly options: GroupedOptions<K, V>;

  private constructor(options: GroupedOptions<K, V>) {
    this.options = options;
  }

  static with<K, V>(keySerde?: Serde<K>, valueSerde?: Serde<V>): Grouped<K, V> {
    return new Grouped({ keySerde, valueSerde });
  }

  static as<K, V>(name: string): Grouped<K, V> {
    return new Grouped({ named: Named.as(name) });
  }

  withName(name: string): Grouped<K, V> {
    return new Grouped({ ...this.options, named: Named.as(name) });
  }

  withKeySerde(keySerde: Serde<K>): Grouped<K, V> {
    return new Grouped({ ...this.options, keySerde });
  }

  withValueSerde(valueSerde: Serde<V>): Grouped<K, V> {
    return new Grouped({ ...this.options, valueSerde });
  }
}
