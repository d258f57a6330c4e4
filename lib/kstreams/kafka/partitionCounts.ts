import { KStreamsError } from '../errors.ts';
import type { BuiltTopology, InternalTopic, SubTopology } from '../topology/processorTopology.ts';

/** Number of partitions by name of topic. */
export type PartitionCounts = ReadonlyMap<string, number>;

/** The topics that a sub-topology reads: those it names, and of `existing` those that match its patterns. */
export function sourceTopicsOf(subtopology: SubTopology, existing: Iterable<string>): string[] {
  const all = [...existing];
  return subtopology.nodes.flatMap((node) => {
    if (node.kind !== 'source') return [];
    const { pattern } = node;
    return pattern === undefined ? [...node.topics] : all.filter((topic) => pattern.test(topic));
  });
}

/** The topics that belong to the application: not a source topic that serves as a changelog. */
export function ownTopics({ internalTopics, subtopologies }: BuiltTopology): InternalTopic[] {
  const stores = subtopologies.flatMap(({ stateStores }) => stateStores);
  const sources = new Set(stores.flatMap((store) => (store.changelogIsSource ? store.changelogTopic : [])));
  return internalTopics.filter(({ name }) => !sources.has(name));
}

/**
 * Decides how many partitions each topic has that the topology reads or keeps changes in, as Java does: a repartition
 * topic that asks for no number gets as many as the widest topic it is made from, unless it is read together with
 * others; a changelog has one for each task.
 *
 * @param existing topics of the cluster
 * @throws KStreamsError SOURCE_TOPIC_MISSING, PARTITIONS_MISMATCHED
 */
export function partitionCounts(topology: BuiltTopology, existing: PartitionCounts): PartitionCounts {
  const counts = externalCounts(topology, existing);
  const undecided = new Set<string>();
  const own = ownTopics(topology);
  for (const { kind, name, partitions } of own) {
    if (kind !== 'repartition') continue;
    if (partitions === undefined) undecided.add(name);
    else counts.set(name, partitions);
  }
  deriveFromWriters(topology, undecided, counts);
  for (const { copartitionGroups } of topology.subtopologies) {
    for (const group of copartitionGroups) alignGroup(group, undecided, counts);
  }
  for (const { kind, name, subtopology: id } of own) {
    const reader = topology.subtopologies.find((subtopology) => subtopology.id === id);
    if (kind !== 'changelog' || reader === undefined) continue;
    counts.set(name, widest(sourceTopicsOf(reader, existing.keys()), counts) ?? 0);
  }
  return counts;
}

function externalCounts(topology: BuiltTopology, existing: PartitionCounts): Map<string, number> {
  const internal = new Set(ownTopics(topology).map(({ name }) => name));
  const read = topology.subtopologies.flatMap((subtopology) => sourceTopicsOf(subtopology, existing.keys()));
  const global = topology.globalStores.flatMap(({ source }) => source.topics);
  const external = [...read.filter((topic) => !internal.has(topic)), ...global];
  const missing = external.filter((topic) => !existing.has(topic)).sort();
  if (missing.length > 0) {
    throw new KStreamsError(
      'SOURCE_TOPIC_MISSING',
      `The topology reads topics that do not exist: ${missing.join(', ')}.`,
      { hint: 'Create them before the application starts: it creates only its own topics.' },
    );
  }
  return new Map(external.map((topic) => [topic, existing.get(topic) as number]));
}

/**
 * A topic can be made from another one that is undecided yet, so this goes round until nothing changes. The topics of a
 * join by foreign key are made from each other: what else they are made from decides then.
 */
function deriveFromWriters(
  { subtopologies }: BuiltTopology,
  undecided: ReadonlySet<string>,
  counts: Map<string, number>,
): void {
  const waiting = new Set(undecided);
  const sourcesOf = (topic: string) =>
    subtopologies
      .filter(({ nodes }) => nodes.some((node) => node.kind === 'sink' && node.topic === topic))
      .flatMap((writer) => sourceTopicsOf(writer, counts.keys()));
  const deriveOne = (isReady: (sources: readonly string[]) => boolean) => {
    for (const topic of waiting) {
      const sources = sourcesOf(topic);
      if (!isReady(sources)) continue;
      counts.set(topic, widest(sources, counts) ?? 1);
      return waiting.delete(topic);
    }
    return false;
  };
  const isDecided = (source: string) => !waiting.has(source);
  while (deriveOne((all) => all.every(isDecided)) || deriveOne((all) => all.some(isDecided)));
  if (waiting.size === 0) return;
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `The repartition topics ${[...waiting].join(', ')} are made from each other: their numbers of partitions cannot be derived.`,
    { hint: 'Give one of them a number with Repartitioned.numberOfPartitions.' },
  );
}

function alignGroup(
  group: readonly string[],
  undecided: ReadonlySet<string>,
  counts: Map<string, number>,
): void {
  const fixed = group.filter((topic) => !undecided.has(topic));
  if (new Set(fixed.map((topic) => counts.get(topic))).size > 1) {
    const listed = fixed.map((topic) => `${topic} (${counts.get(topic)})`).join(', ');
    throw new KStreamsError(
      'PARTITIONS_MISMATCHED',
      `Topics that are read together need the same number of partitions, got ${listed}.`,
      { hint: 'Recreate one of them, or repartition() one of the streams.' },
    );
  }
  const count = widest(fixed.length > 0 ? fixed : group, counts) ?? 1;
  for (const topic of group) counts.set(topic, count);
}

function widest(topics: readonly string[], counts: PartitionCounts): number | undefined {
  const known = topics.map((topic) => counts.get(topic)).filter((count) => count !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
