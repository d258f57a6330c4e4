import type { Serde } from '../serdes/serde.ts';
import { milliseconds } from './milliseconds.ts';
import { Named } from './named.ts';

interface JoinedOptions<K, V> {
  readonly named?: Named;
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
  readonly gracePeriodMs?: number;
}

/** How a stream is joined with a table: name, serdes of the stream, and how long its records wait for the table's. */
export class Joined<K, V> {
  readonly options: JoinedOptions<K, V>;

  private constructor(options: JoinedOptions<K, V>) {
    this.options = options;
  }

  static with<K, V>(keySerde?: Serde<K>, valueSerde?: Serde<V>): Joined<K, V> {
    return new Joined({ keySerde, valueSerde });
  }

  static as<K, V>(name: string): Joined<K, V> {
    return new Joined({ named: Named.as(name) });
  }

  withName(name: string): Joined<K, V> {
    return new Joined({ ...this.options, named: Named.as(name) });
  }

  withKeySerde(keySerde: Serde<K>): Joined<K, V> {
    return new Joined({ ...this.options, keySerde });
  }

  withValueSerde(valueSerde: Serde<V>): Joined<K, V> {
    return new Joined({ ...this.options, valueSerde });
  }

  /** Records are held back for so long, and then joined in the order of their timestamps. The table must be versioned. */
  withGracePeriod(gracePeriodMs: number): Joined<K, V> {
    return new Joined({ ...this.options, gracePeriodMs: milliseconds('grace period', gracePeriodMs) });
  }
}
