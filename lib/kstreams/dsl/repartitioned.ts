import { KStreamsError } from '../errors.ts';
import type { Serde } from '../serdes/serde.ts';
import type { StreamPartitioner } from '../topology/partitioner.ts';
import { Named } from './named.ts';

interface RepartitionedOptions<K, V> {
  readonly named?: Named | undefined;
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
  readonly partitioner?: StreamPartitioner<K, V> | undefined;
  readonly partitions?: number | undefined;
}

/** How a stream is spread anew: name and number of partitions of the topic, serdes, partitioner. */
export class Repartitioned<K, V> {
  readonly options: RepartitionedOptions<K, V>;

  private constructor(options: RepartitionedOptions<K, V>) {
    this.options = options;
  }

  static with<K, V>(keySerde?: Serde<K>, valueSerde?: Serde<V>): Repartitioned<K, V> {
    return new Repartitioned({ keySerde, valueSerde });
  }

  static as<K, V>(name: string): Repartitioned<K, V> {
    return new Repartitioned({ named: Named.as(name) });
  }

  static numberOfPartitions<K, V>(partitions: number): Repartitioned<K, V> {
    return new Repartitioned<K, V>({}).withNumberOfPartitions(partitions);
  }

  static streamPartitioner<K, V>(partitioner: StreamPartitioner<K, V>): Repartitioned<K, V> {
    return new Repartitioned({ partitioner });
  }

  withName(name: string): Repartitioned<K, V> {
    return new Repartitioned({ ...this.options, named: Named.as(name) });
  }

  withNumberOfPartitions(partitions: number): Repartitioned<K, V> {
    if (!Number.isInteger(partitions) || partitions < 1) {
      throw new KStreamsError(
        'TOPOLOGY_INVALID',
        `Expected a number of partitions of 1 or more, got ${partitions}.`,
      );
    }
    return new Repartitioned({ ...this.options, partitions });
  }

  withKeySerde(keySerde: Serde<K>): Repartitioned<K, V> {
    return new Repartitioned({ ...this.options, keySerde });
  }

  withValueSerde(valueSerde: Serde<V>): Repartitioned<K, V> {
    return new Repartitioned({ ...this.options, valueSerde });
  }

  withStreamPartitioner(partitioner: StreamPartitioner<K, V>): Repartitioned<K, V> {
    return new Repartitioned({ ...this.options, partitioner });
  }
}
