import { type BranchTarget, branch } from '../operators/branch.ts';
import { passThrough } from '../operators/passThrough.ts';
import type { Branched } from './branched.ts';
import type { Predicate } from './functions.ts';
import type { GraphNode } from './graph/graphNode.ts';
import { KStream } from './kstream.ts';
import type { Named } from './named.ts';

/** A stream that is being split. The result maps names (the split's and the branch's) to branches. */
export class BranchedKStream<K, V> {
  readonly #source: KStream<K, V>;
  readonly #name: string;
  readonly #node: GraphNode;
  /** Shared with the operator, which sees the branches that are added after it. */
  readonly #targets: BranchTarget<K, V>[] = [];
  readonly #branches = new Map<string, KStream<K, V>>();

  /** @internal comes from `KStream.split` */
  constructor(source: KStream<K, V>, named: Named | undefined) {
    const { builder, node } = source.parts;
    this.#source = source;
    this.#name = builder.names.orGenerate(named, 'KSTREAM-BRANCH-');
    this.#node = builder.addProcessor(this.#name, branch(this.#targets), [node]);
  }

  /** A branch for the records that went to none before and for which the predicate holds. */
  branch(predicate: Predicate<K, V>, branched?: Branched<K, V>): this {
    this.#add(predicate, branched?.named?.name ?? String(this.#targets.length + 1), branched);
    return this;
  }

  /** A branch for the records that went to none. */
  defaultBranch(branched?: Branched<K, V>): ReadonlyMap<string, KStream<K, V>> {
    this.#add(undefined, branched?.named?.name ?? '0', branched);
    return this.#branches;
  }

  /** Records that went to no branch are dropped. */
  noDefaultBranch(): ReadonlyMap<string, KStream<K, V>> {
    return this.#branches;
  }

  #add(predicate: Predicate<K, V> | undefined, suffix: string, branched: Branched<K, V> | undefined): void {
    const { builder } = this.#source.parts;
    const childName = this.#name + suffix;
    builder.names.generate(childName);
    this.#targets.push(predicate === undefined ? { childName } : { childName, accepts: predicate });
    const node = builder.addProcessor(childName, passThrough<K, V>(), [this.#node]);
    const stream = new KStream<K, V>({ ...this.#source.parts, node });
    const result = branched?.chain === undefined ? stream : branched.chain(stream);
    if (result !== undefined) this.#branches.set(childName, result);
  }
}
