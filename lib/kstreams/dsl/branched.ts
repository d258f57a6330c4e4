import type { KStream } from './kstream.ts';
import { Named } from './named.ts';

/** One branch of a split: its name, and what becomes of it on the spot. */
export class Branched<K, V> {
  readonly named: Named | undefined;
  /** What the branch is to be called by in the result; undefined leaves it out. */
  readonly chain: ((branch: KStream<K, V>) => KStream<K, V> | undefined) | undefined;

  private constructor(named: Named | undefined, chain?: Branched<K, V>['chain']) {
    this.named = named;
    this.chain = chain;
  }

  static as<K, V>(name: string): Branched<K, V> {
    return new Branched<K, V>(Named.as(name));
  }

  /** The result holds the stream that `chain` makes of the branch. */
  static withFunction<K, V>(chain: (branch: KStream<K, V>) => KStream<K, V>, name?: string): Branched<K, V> {
    return new Branched(name === undefined ? undefined : Named.as(name), chain);
  }

  /** `consume` finishes the branch; the result does not hold it. */
  static withConsumer<K, V>(consume: (branch: KStream<K, V>) => void, name?: string): Branched<K, V> {
    const chain = (branch: KStream<K, V>) => {
      consume(branch);
      return undefined;
    };
    return new Branched(name === undefined ? undefined : Named.as(name), chain);
  }

  withName(name: string): Branched<K, V> {
    return new Branched(Named.as(name), this.chain);
  }
}
