import type { Serde } from '../serdes/serde.ts';
import type { WindowBytesStoreSupplier } from '../state/segmented/segmentedStoreBuilder.ts';
import type { LogConfig } from '../state/storeBuilder.ts';
import { checkName } from '../topology/names.ts';
import { Named } from './named.ts';

interface StreamJoinedOptions<K, V, VO> {
  readonly named?: Named;
  readonly storeName?: string;
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
  readonly otherValueSerde?: Serde<VO> | undefined;
  readonly thisStoreSupplier?: WindowBytesStoreSupplier;
  readonly otherStoreSupplier?: WindowBytesStoreSupplier;
  /** Undefined: not logged. */
  readonly logConfig: LogConfig | undefined;
}

/** How two streams are joined: names of the nodes and of the stores, serdes, stores, changelogs. */
export class StreamJoined<K, V, VO> {
  readonly options: StreamJoinedOptions<K, V, VO>;

  private constructor(options: StreamJoinedOptions<K, V, VO>) {
    this.options = options;
  }

  static with<K, V, VO>(
    keySerde?: Serde<K>,
    valueSerde?: Serde<V>,
    otherValueSerde?: Serde<VO>,
  ): StreamJoined<K, V, VO> {
    return new StreamJoined({ keySerde, valueSerde, otherValueSerde, logConfig: {} });
  }

  /** With stores of this name and suffixes. */
  static as<K, V, VO>(storeName: string): StreamJoined<K, V, VO> {
    return new StreamJoined<K, V, VO>({ logConfig: {} }).withStoreName(storeName);
  }

  withName(name: string): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, named: Named.as(name) });
  }

  withStoreName(storeName: string): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, storeName: checkName(storeName) });
  }

  withKeySerde(keySerde: Serde<K>): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, keySerde });
  }

  withValueSerde(valueSerde: Serde<V>): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, valueSerde });
  }

  withOtherValueSerde(otherValueSerde: Serde<VO>): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, otherValueSerde });
  }

  /** It retains duplicates, and has the window's size, and its size and grace as retention. */
  withThisStoreSupplier(thisStoreSupplier: WindowBytesStoreSupplier): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, thisStoreSupplier });
  }

  withOtherStoreSupplier(otherStoreSupplier: WindowBytesStoreSupplier): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, otherStoreSupplier });
  }

  /** @param logConfig configuration of the changelog topics beyond the default */
  withLoggingEnabled(logConfig: LogConfig): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, logConfig });
  }

  withLoggingDisabled(): StreamJoined<K, V, VO> {
    return new StreamJoined({ ...this.options, logConfig: undefined });
  }
}
