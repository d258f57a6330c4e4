import { KStreamsError } from '../errors.ts';
import type { TopologyDefinition } from './definition.ts';

/**
 * Groups those of `topics` that need the same number of partitions. Groups that share a topic are one group; a group
 * of one topic asks for nothing and is left out.
 */
export function copartitionGroups(definition: TopologyDefinition, topics: ReadonlySet<string>): string[][] {
  let groups: Set<string>[] = [];
  for (const sources of definition.copartitioned) {
    const group = new Set(sourceTopics(definition, sources).filter((topic) => topics.has(topic)));
    const touching = groups.filter((other) => [...other].some((topic) => group.has(topic)));
    for (const topic of touching.flatMap((other) => [...other])) group.add(topic);
    groups = [...groups.filter((other) => !touching.includes(other)), group];
  }
  return groups.filter((group) => group.size > 1).map((group) => [...group].sort());
}

/** Repartition topics with a number of partitions of their own must agree when they are to be read together. */
export function checkCopartition(definition: TopologyDefinition): void {
  for (const sources of definition.copartitioned) {
    const topics = sourceTopics(definition, sources);
    const counts = topics.map((topic) => definition.repartitionTopics.get(topic));
    if (counts.includes(undefined) || new Set(counts).size <= 1) continue;
    const listed = topics.map((topic, i) => `${topic} (${counts[i]})`).sort();
    throw new KStreamsError(
      'TOPOLOGY_INVALID',
      `Topics that are joined or grouped together need the same number of partitions, got ${listed.join(', ')}.`,
    );
  }
}

function sourceTopics(definition: TopologyDefinition, sources: ReadonlySet<string>): string[] {
  return [...sources].flatMap((name) => {
    const node = definition.nodes.get(name);
    return node?.kind === 'source' ? node.topics : [];
  });
}
