import type { NodeDefinition } from './definition.ts';
import { javaHashOrder } from './javaHashOrder.ts';
import { JavaTreeSet } from './javaTreeSet.ts';

/** A node with its neighbours, sorted as Java prints them. */
export interface LinkedNode {
  readonly definition: NodeDefinition;
  readonly successors: readonly string[];
  readonly predecessors: readonly string[];
}

/**
 * Links the nodes of one sub-topology and puts them in order: those with the most below them first, then by name.
 * How much is below a node grows while nodes are linked, and each set of neighbours is sorted by what was known at
 * the time: so the order of linking (that of a Java HashMap) shows in the result.
 */
export function linkNodes(definitions: readonly NodeDefinition[]): LinkedNode[] {
  const nodes = new Map(definitions.map((definition) => [definition.name, new Link(definition)]));
  for (const name of javaHashOrder(nodes.keys())) {
    const node = nodes.get(name) as Link;
    for (const parentName of node.definition.parents) {
      const parent = nodes.get(parentName) as Link;
      node.before.add(parent);
      parent.after.add(node);
      parent.grow(node.size);
    }
  }
  return [...nodes.values()].sort(compareLinks).map((node) => ({
    definition: node.definition,
    successors: names(node.after),
    predecessors: names(node.before),
  }));
}

class Link {
  readonly definition: NodeDefinition;
  readonly before = new JavaTreeSet(compareLinks);
  readonly after = new JavaTreeSet(compareLinks);
  /** Itself and what is below it, counted once for each path. */
  size = 1;

  constructor(definition: NodeDefinition) {
    this.definition = definition;
  }

  grow(by: number): void {
    this.size += by;
    for (const parent of this.before) parent.grow(by);
  }
}

const names = (links: Iterable<Link>) => [...links].map((link) => link.definition.name);

function compareLinks(a: Link, b: Link): number {
  if (a.size !== b.size) return b.size - a.size;
  if (a.definition.name === b.definition.name) return 0;
  return a.definition.name < b.definition.name ? -1 : 1;
}
