import { checkName } from '../topology/names.ts';

/** A name of the user's own for a node; stores, topics and `describe()` keep it when the topology grows. */
export class Named {
  readonly name: string;

  private constructor(name: string) {
    this.name = checkName(name);
  }

  static as(name: string): Named {
    return new Named(name);
  }
}
