import { operator } from './operator.ts';

export interface BranchTarget<K, V> {
  readonly childName: string;
  /** Absent for the default branch, which takes what no other does. */
  accepts?(key: K, value: V): boolean;
}

/** Passes each record on to the first child whose predicate holds; without one it ends there. */
export function branch<K, V>(targets: readonly BranchTarget<K, V>[]) {
  return operator<K, V, K, V>((context) => (record) => {
    const [key, value] = [record.key as K, record.value as V];
    const target = targets.find((branch) => branch.accepts === undefined || branch.accepts(key, value));
    if (target !== undefined) return context.forward(record, target.childName);
  });
}
