import type { Serde } from '../serdes/serde.ts';
import type { SinkOptions } from '../topology/definition.ts';
import type { StreamPartitioner } from '../topology/partitioner.ts';
import { Named } from './named.ts';

/** How a topic is written: serdes, partitions, and the name of the sink. */
export class Produced<K, V> {
  readonly named: Named | undefined;
  readonly options: SinkOptions<K, V>;

  private constructor(options: SinkOptions<K, V>, named?: Named) {
    this.options = options;
    this.named = named;
  }

  static with<K, V>(
    keySerde?: Serde<K>,
    valueSerde?: Serde<V>,
    partitioner?: StreamPartitioner<K, V>,
  ): Produced<K, V> {
    return new Produced({ keySerde, valueSerde, partitioner });
  }

  static as<K, V>(name: string): Produced<K, V> {
    return new Produced({}, Named.as(name));
  }

  withName(name: string): Produced<K, V> {
    return new Produced(this.options, Named.as(name));
  }

  withKeySerde(keySerde: Serde<K>): Produced<K, V> {
    return new Produced({ ...this.options, keySerde }, this.named);
  }

  withValueSerde(valueSerde: Serde<V>): Produced<K, V> {
    return new Produced({ ...this.options, valueSerde }, this.named);
  }

  withStreamPartitioner(partitioner: StreamPartitioner<K, V>): Produced<K, V> {
    return new Produced({ ...this.options, partitioner }, this.named);
  }
}
