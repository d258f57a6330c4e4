import { checkName } from '../topology/names.ts';
import type { Named } from './named.ts';

const storeInfix = 'STATE-STORE-';

/**
 * Gives names to nodes and stores: a prefix and a number that counts all of them. A name of the user's own uses up a
 * number too, so that naming one node does not rename the others (and with them their topics).
 */
export class Names {
  #next = 0;

  /** For example `KSTREAM-FILTER-0000000003`. */
  generate(prefix: string): string {
    return `${prefix}${String(this.#next++).padStart(10, '0')}`;
  }

  /** For example `KSTREAM-AGGREGATE-STATE-STORE-0000000004`. */
  generateStore(prefix: string): string {
    return this.generate(prefix + storeInfix);
  }

  /** The user's name, or one with the prefix. */
  orGenerate(named: Named | undefined, prefix: string): string {
    const generated = this.generate(prefix);
    return named?.name ?? generated;
  }

  /** The user's name and a suffix, or a name with the prefix. */
  suffixedOrGenerate(named: Named | undefined, suffix: string, prefix: string): string {
    const generated = this.generate(prefix);
    return named?.name === undefined ? generated : checkName(named.name + suffix);
  }
}
