import type { TimestampExtractor } from '../processor/timestampExtractor.ts';
import type { Serde } from '../serdes/serde.ts';
import type { SourceOptions } from '../topology/definition.ts';
import type { OffsetReset } from '../topology/processorTopology.ts';
import { Named } from './named.ts';

/** How a topic is read: serdes, timestamps, where to begin, and the name of the source. */
export class Consumed<K, V> {
  readonly named: Named | undefined;
  readonly options: SourceOptions<K, V>;

  private constructor(options: SourceOptions<K, V>, named?: Named) {
    this.options = options;
    this.named = named;
  }

  static with<K, V>(keySerde?: Serde<K>, valueSerde?: Serde<V>): Consumed<K, V> {
    return new Consumed({ keySerde, valueSerde });
  }

  static as<K, V>(name: string): Consumed<K, V> {
    return new Consumed({}, Named.as(name));
  }

  withName(name: string): Consumed<K, V> {
    return new Consumed(this.options, Named.as(name));
  }

  withKeySerde(keySerde: Serde<K>): Consumed<K, V> {
    return new Consumed({ ...this.options, keySerde }, this.named);
  }

  withValueSerde(valueSerde: Serde<V>): Consumed<K, V> {
    return new Consumed({ ...this.options, valueSerde }, this.named);
  }

  withTimestampExtractor(timestampExtractor: TimestampExtractor): Consumed<K, V> {
    return new Consumed({ ...this.options, timestampExtractor }, this.named);
  }

  withOffsetResetPolicy(offsetReset: OffsetReset): Consumed<K, V> {
    return new Consumed({ ...this.options, offsetReset }, this.named);
  }
}
