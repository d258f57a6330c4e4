import { KStreamsError } from '../errors.ts';

const rules = {
  /** The source topic of a table serves as the changelog of its store. */
  reuseSourceTopics: 'reuse.ktable.source.topics',
  /** Aggregations below one change of the key share a repartition topic. */
  mergeRepartitionTopics: 'merge.repartition.topics',
  /** The join of a stream with itself keeps its records once. */
  singleStoreSelfJoin: 'single.store.self.join',
} as const;

/** `none`, `all`, or the names of rules, separated by commas: Java's `topology.optimization`. */
export type TopologyOptimization = 'none' | 'all' | (string & {});

export type Optimizations = { readonly [Rule in keyof typeof rules]: boolean };

/** Which rules are on. Changing them changes topics, so it is not for an application that has run before. */
export function optimizations(setting: TopologyOptimization = 'none'): Optimizations {
  const all = setting === 'all';
  const named = all || setting === 'none' ? [] : setting.split(',').map((name) => name.trim());
  const known: readonly string[] = Object.values(rules);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new KStreamsError(
      'TOPOLOGY_INVALID',
      `Expected topologyOptimization to be all, none or a list of ${known.join(', ')}; got ${unknown}.`,
    );
  }
  return {
    reuseSourceTopics: all || named.includes(rules.reuseSourceTopics),
    mergeRepartitionTopics: all || named.includes(rules.mergeRepartitionTopics),
    singleStoreSelfJoin: all || named.includes(rules.singleStoreSelfJoin),
  };
}
