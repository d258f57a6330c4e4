import type { Serde } from '../../serdes/serde.ts';
import { BaseStoreBuilder } from '../baseStoreBuilder.ts';
import type { SerdesOf } from '../meteredKeyValueStore.ts';
import { ChangeBuffer } from './changeBuffer.ts';

/** Makes the buffers of a suppression. */
export class ChangeBufferBuilder<K, V> extends BaseStoreBuilder<ChangeBuffer<K, V>> {
  readonly #serdesOf: SerdesOf<K, V>;

  constructor(name: string, keySerde: Serde<K> | undefined, valueSerde: Serde<V> | undefined) {
    super(name);
    this.#serdesOf = (context) => ({
      key: context.keySerde(keySerde, `The suppression of ${name}`),
      value: context.valueSerde(valueSerde, `The suppression of ${name}`),
    });
  }

  build(): ChangeBuffer<K, V> {
    return new ChangeBuffer(this.name, this.loggingEnabled, this.#serdesOf);
  }
}
