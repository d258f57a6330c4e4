/** What is measured; the programs are given `kind`, `store` and `cacheBytes`. */
export interface Workload {
  readonly name: string;
  readonly kind: 'mapValues' | 'count' | 'restore';
  readonly store: 'memory' | 'persistent' | 'none';
  readonly cacheBytes: number;
}

/** Kafka Streams' default. */
const cacheBytes = 10 * 1024 * 1024;

export const workloads: readonly Workload[] = [
  { name: 'mapValues → topic', kind: 'mapValues', store: 'none', cacheBytes },
  { name: 'count, in memory, no cache', kind: 'count', store: 'memory', cacheBytes: 0 },
  { name: 'count, persistent, no cache', kind: 'count', store: 'persistent', cacheBytes: 0 },
  { name: 'count, in memory, default cache', kind: 'count', store: 'memory', cacheBytes },
  { name: 'count, persistent, default cache', kind: 'count', store: 'persistent', cacheBytes },
  { name: 'restore in memory', kind: 'restore', store: 'memory', cacheBytes: 0 },
  { name: 'restore persistent', kind: 'restore', store: 'persistent', cacheBytes: 0 },
];
