import type {
  GlobalStoreDescription,
  NodeDescription,
  SubtopologyDescription,
  TopologyDescription,
} from './description.ts';

/** The text of Java's TopologyDescription.toString(), which people paste into tools that draw it. */
export function descriptionText(description: TopologyDescription): string {
  let text = 'Topologies:\n ';
  for (const part of inPrintingOrder(description)) {
    text += 'nodes' in part ? subtopologyText(part) : globalStoreText(part);
  }
  return text;
}

/**
 * As Java does it: by id as long as both kinds are left, where a global store also stands in for a sub-topology
 * whose turn it is not.
 */
function* inPrintingOrder(
  description: TopologyDescription,
): Iterable<SubtopologyDescription | GlobalStoreDescription> {
  const subtopologies = [...description.subtopologies];
  const globalStores = [...description.globalStores];
  for (let id = 0; subtopologies.length > 0 && globalStores.length > 0; id++) {
    const next = subtopologies[0]?.id === id ? subtopologies.shift() : globalStores.shift();
    if (next !== undefined) yield next;
  }
  yield* subtopologies;
  yield* globalStores;
}

function subtopologyText(subtopology: SubtopologyDescription): string {
  const nodes = subtopology.nodes.map((node) => `    ${nodeText(node)}\n`).join('');
  return `  Sub-topology: ${subtopology.id}\n${nodes}\n`;
}

function globalStoreText(store: GlobalStoreDescription): string {
  const header = `  Sub-topology: ${store.id} for global store (will not generate tasks)\n`;
  return `${header}    ${nodeText(store.source)}\n    ${nodeText(store.processor)}\n`;
}

function nodeText(node: NodeDescription): string {
  switch (node.kind) {
    case 'source':
      return `Source: ${node.name} (topics: ${node.pattern ?? list(node.topics ?? [])})${to(node.successors)}`;
    case 'processor':
      return `Processor: ${node.name} (stores: ${list(node.stores)})${to(node.successors)}${from(node.predecessors)}`;
    case 'sink': {
      const target = node.topic === undefined ? `extractor class: ${node.extractor}` : `topic: ${node.topic}`;
      return `Sink: ${node.name} (${target})${from(node.predecessors)}`;
    }
  }
}

const list = (names: readonly string[]) => `[${names.join(', ')}]`;
const orNone = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
const to = (names: readonly string[]) => `\n      --> ${orNone(names)}`;
const from = (names: readonly string[]) => `\n      <-- ${orNone(names)}`;
